public import Engine
public import Files
public import Foundation
public import Kernels

/// A trained classifier's verdicts on utterances whose class is known.
public struct Evaluation {
  public let verdicts: [SegmentVoting.Verdict]
  private let card: ModelCard

  /// - Parameter utterances: with pictures in dB, labels being positions in the model's classes.
  public init(
    _ model: TrainedModel<VGG19>, of utterances: [Utterance], on kernels: Kernels
  ) throws(EngineError) {
    let card = model.card
    self.card = card
    let scaled = utterances.map { $0.showing(card.normalization($0.picture)) }
    verdicts = try SegmentVoting(model, on: kernels).verdicts(on: scaled)
  }

  /// The figures, as one run of one fold.
  public func results(seed: UInt64) -> Results {
    Results(
      classes: card.classes,
      folds: [
        FoldPredictions(
          seed: seed, fold: "test", predictions: verdicts.map(\.prediction),
          ties: verdicts.count { $0.vote.isTie })
      ])
  }

  /// Writes `results.json` and `predictions.csv`.
  public func write(to folder: URL, seed: UInt64) throws(FileError) {
    try JSONFile.write(results(seed: seed), to: folder.appendingPathComponent("results.json"))
    var table = PredictionTable(classes: card.classes)
    for verdict in verdicts {
      table.append(verdict, secondsPerFrame: card.frontEnd.secondsPerFrame, truth: true)
    }
    try table.write(to: folder.appendingPathComponent("predictions.csv"))
  }
}

extension SegmentVoting {
  /// A trained model with the segments that it was trained on.
  ///
  /// - Parameter stride: frames from one segment to the next; nil for that of the training.
  public init(_ model: TrainedModel<VGG19>, stride: Int? = nil, on kernels: Kernels) {
    let settings = model.card.classifier ?? ClassifierSettings()
    self.init(
      model.network, length: settings.segment, stride: stride ?? settings.stride,
      padding: model.card.normalization(model.card.frontEnd.floorDecibels), batch: settings.batch,
      on: kernels)
  }
}

extension PredictionTable {
  /// A row for each segment and one for the utterance.
  ///
  /// - Parameter truth: whether the utterance's label is a known truth.
  public mutating func append(
    _ verdict: SegmentVoting.Verdict, secondsPerFrame: Double, truth: Bool, further: [String] = []
  ) {
    let (file, label) = (verdict.utterance.file, truth ? verdict.utterance.label : nil)
    for (segment, start) in zip(verdict.segments, verdict.starts) {
      append(
        file: file, start: Double(start) * secondsPerFrame, truth: label,
        predicted: segment.indices.max { segment[$0] < segment[$1] } ?? 0,
        probabilities: segment.map(exp), further: further)
    }
    append(
      file: file, truth: label, predicted: verdict.vote.winner,
      probabilities: verdict.vote.probabilities, further: further)
  }
}
