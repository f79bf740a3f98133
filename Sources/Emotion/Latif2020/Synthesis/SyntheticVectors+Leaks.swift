import Foundation
public import Speech

extension SyntheticVectors {
  /// Holds what the vectors were made from against what a classifier that learns from them is tested
  /// on, and against what tells it when to stop.
  ///
  /// - Parameters:
  ///   - test: what is tested.
  ///   - listened: what early stopping listens to.
  ///   - corpus: of which these are positions.
  /// - Throws: `CorpusError.features` where the vectors were made from one of these, or from another
  ///   recording of somebody who is tested.
  public func check(
    against test: [Int], listenedTo listened: [Int], of corpus: FeatureCorpus
  ) throws(CorpusError) {
    let known = known(of: corpus)
    if let leak = first(of: test, in: corpus, seen: known) {
      throw .features(
        "The synthetic vectors were made from \(leak) too, which is tested on; train the GAN with the "
          + "same --hold-out-speakers or --split.")
    }
    let shared = known.overlap(with: test.map { corpus.labelled[$0] })
    if let speaker = shared.speakers.first {
      throw .features(
        "The synthetic vectors were made from recordings of \(speaker) too, who is tested on; train "
          + "the GAN with the same --hold-out-speakers or --split.")
    }
    if let pair = shared.doubtfulSpeakers.first {
      throw .features(
        "The synthetic vectors were made from recordings of somebody who may be tested on (\(pair)); write "
          + "the name as the GAN's manifest does if they are one, in another way if not.")
    }
    if let leak = first(of: listened, in: corpus, seen: known) {
      throw .features(
        "The synthetic vectors were made from \(leak) too, to which early stopping listens, so that it "
          + "would stop too late; train the GAN with the same seed, dnn.holdOut, dnn.holdOutBy, --hold-out-speakers and classes in "
          + "the same order, or have no development part, with --set dnn.holdOut=0.")
    }
  }

  /// A sentence where the vectors are on the scale of recordings of which a corpus has none; nil where they
  /// are not.
  public func doubtfulScale(beside corpus: FeatureCorpus) -> String? {
    let own = TrainingData(corpus.labelled).recordings
    guard table.kind != corpus.kind, let training, training.recordings.isDisjoint(with: own)
    else { return nil }
    return
      "The synthetic vectors are normalised by what their GAN learnt from, none of which is among the "
      + "recordings: the scales may differ. Synthesize them without --normalized."
  }

  /// What the GAN learnt from; where the table does not say, as far as the corpus has it at the same
  /// paths.
  private func known(of corpus: FeatureCorpus) -> TrainingData {
    if let training { return training }
    let sources = sources
    return TrainingData(corpus.labelled.filter { sources.contains(corpus.files[$0.id]) })
  }

  private func first(of ids: [Int], in corpus: FeatureCorpus, seen: TrainingData) -> String? {
    ids.first { seen.overlap(with: [corpus.labelled[$0]]).recordings > 0 }.map { corpus.files[$0] }
  }
}
