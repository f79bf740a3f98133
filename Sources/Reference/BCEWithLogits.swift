import Foundation

/// Binary cross entropy of logits, the mean over all elements:
/// max(x, 0) - x·target + log(1 + exp(-|x|)).
public enum BCEWithLogitsReference {
  public static func forward(logits: [Double], targets: [Double]) -> Double {
    let losses = zip(logits, targets).map { x, target in
      max(x, 0) - x * target + log1p(exp(-abs(x)))
    }
    return losses.reduce(0, +) / Double(logits.count)
  }

  /// The gradient of the logits; targets are constants.
  public static func gradient(
    gradY: Double = 1, logits: [Double], targets: [Double]
  ) -> [Double] {
    zip(logits, targets).map { x, target in
      gradY * (SigmoidReference.value(x) - target) / Double(logits.count)
    }
  }
}
