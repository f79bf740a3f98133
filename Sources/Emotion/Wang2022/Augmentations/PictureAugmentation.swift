import Random
import Speech

/// An augmentation of pictures that needs no training; pictures are on the models' scale.
protocol PictureAugmentation: RowAugmentation {
  /// What sets its draws apart from those of others.
  var stream: String { get }

  /// Another picture of the same recording.
  func variant(of picture: LogMel, using generator: inout SeededGenerator) -> LogMel
}

extension PictureAugmentation {
  /// `count` variants of each utterance, in the utterances' order.
  func variants(_ count: Int, of utterances: [Utterance], seed: UInt64) -> [Utterance] {
    utterances.flatMap { utterance in
      (0..<count).map { copy in
        var generator = SeededGenerator(
          seed: seed, stream: "\(stream) \(utterance.labelled.identity.number) \(copy)")
        return utterance.showing(variant(of: utterance.picture, using: &generator))
      }
    }
  }

  func copies(
    _ count: Int, of utterances: [Utterance], in fold: PictureFold, by trainer: Trainer,
    part: String
  ) -> [Utterance] {
    variants(count, of: utterances, seed: fold.seed)
  }
}
