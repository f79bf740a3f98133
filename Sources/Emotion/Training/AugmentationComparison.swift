public import Speech

/// A picture and what an augmentor makes of it, of one size.
public struct AugmentationComparison: Sendable {
  public let original: LogMel
  public let augmented: LogMel

  public init(original: LogMel, augmented: LogMel) {
    self.original = original
    self.augmented = augmented
  }
}
