public import Classical

/// Vectors of features with the probabilities of their classes, which are 0 and 1 for originals.
public struct LabelledFeatures: Sendable, Equatable {
  /// Vectors × features.
  public let features: SampleMatrix
  /// Vectors × classes; each row sums to 1.
  public let targets: SampleMatrix

  /// Vectors with as many rows of targets.
  public init(_ features: SampleMatrix, targets: SampleMatrix) {
    precondition(features.rows == targets.rows, "every vector has a target")
    self.features = features
    self.targets = targets
  }

  public init(_ features: SampleMatrix, labels: [Int], classes: Int) {
    self.init(features, targets: SampleMatrix(oneHot: labels, classes: classes))
  }

  public var count: Int { features.rows }

  /// The likeliest class of each vector.
  public var labels: [Int] { targets.largest }

  /// Some vectors, in the given order.
  public func selecting(_ rows: [Int]) -> LabelledFeatures {
    LabelledFeatures(features.selecting(rows), targets: targets.selecting(rows))
  }

  /// These vectors, and after them others.
  public func appending(_ others: LabelledFeatures) -> LabelledFeatures {
    LabelledFeatures(
      features.appending(others.features), targets: targets.appending(others.targets))
  }
}
