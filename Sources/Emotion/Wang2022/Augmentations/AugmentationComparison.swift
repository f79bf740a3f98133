public import Speech
public import Training

/// A picture and what an augmentor makes of it, of one size, in dB.
public struct AugmentationComparison: Sendable {
  public let original: LogMel
  public let augmented: LogMel

  public init(original: LogMel, augmented: LogMel) {
    self.original = original
    self.augmented = augmented
  }
}

/// Who watches a run in which augmentors may be trained.
public protocol AugmentationObserver: TrainingObserver {
  /// What the augmentor of a part of the run makes of a picture by now.
  ///
  /// - Throws: `FileError` where what is kept of it cannot be written.
  func show(_ comparison: AugmentationComparison, part: String, step: Int) throws
}
