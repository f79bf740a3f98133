/// A row of a table that compares augmentations.
public struct AugmentationRow: Sendable {
  /// The row's name in the table.
  public let name: String
  /// What the names of its parts of a run have of it.
  let part: String
  let augmentation: any RowAugmentation

  /// - Parameter part: a name for checkpoints and metrics; the row's by default.
  public init(_ name: String, part: String? = nil, _ augmentation: any RowAugmentation) {
    self.name = name
    self.part = part ?? name
    self.augmentation = augmentation
  }
}

/// What a row adds to the training utterances.
public protocol RowAugmentation: Sendable {
  /// Whether the row learns from the corpus as it is cut, rather than from all of it.
  var isCut: Bool { get }

  /// `count` copies of each of some utterances.
  ///
  /// - Parameters:
  ///   - fold: on whose whole training part a model that makes copies is trained.
  ///   - part: the name of the row's part of the run.
  /// - Returns: utterances of the same classes on the models' scale, or segments in their place.
  /// - Throws: `TrainingInterrupted` after saving; `EngineError`, `.notFinite` where a loss
  ///   diverges.
  func copies(
    _ count: Int, of utterances: [Utterance], in fold: PictureFold, by trainer: Trainer,
    part: String
  ) throws -> [Utterance]

  /// How the classifier mixes its batches; nil where it does not.
  var mixup: Mixup? { get }

  /// What the row's classifier is trained by.
  ///
  /// - Parameter settings: those of the other rows.
  func objective(_ settings: ObjectiveSettings) -> ObjectiveSettings
}

extension RowAugmentation {
  public var isCut: Bool { true }

  public var mixup: Mixup? { nil }

  public func objective(_ settings: ObjectiveSettings) -> ObjectiveSettings { settings }
}
