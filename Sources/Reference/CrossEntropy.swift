/// Cross entropy of logits (rows, classes), the mean over the rows. A class without probability costs
/// nothing, even where its logit is -∞; NaN in any logit makes the row's loss NaN.
public enum CrossEntropyReference {
  /// - Parameter labels: the true class of each row.
  public static func forward(logits: [Double], labels: [Int], classes: Int) -> Double {
    forward(logits: logits, targets: oneHot(labels, classes), classes: classes)
  }

  /// - Parameter targets: (rows, classes), the probability of each class; a row need not sum to 1.
  public static func forward(logits: [Double], targets: [Double], classes: Int) -> Double {
    let logP = LogSoftmaxReference.forward(x: logits, columns: classes)
    var sum = 0.0
    for (p, target) in zip(logP, targets) where target != 0 || p.isNaN { sum -= target * p }
    return sum / Double(logits.count / classes)
  }

  public static func gradient(
    gradY: Double = 1, logits: [Double], labels: [Int], classes: Int
  ) -> [Double] {
    gradient(gradY: gradY, logits: logits, targets: oneHot(labels, classes), classes: classes)
  }

  /// The gradient of the logits; targets are constants.
  public static func gradient(
    gradY: Double = 1, logits: [Double], targets: [Double], classes: Int
  ) -> [Double] {
    let rows = Double(logits.count / classes)
    return LogSoftmaxReference.gradient(
      gradY: targets.map { -$0 * gradY / rows }, x: logits, columns: classes)
  }

  private static func oneHot(_ labels: [Int], _ classes: Int) -> [Double] {
    labels.flatMap { label in (0..<classes).map { $0 == label ? 1 : 0 } }
  }
}
