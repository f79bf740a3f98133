import Classical
import Engine

/// What a classifier is trained by: the cross entropy, as in the paper, or what the literature sets against
/// rare classes and certainty.
struct ClassificationLoss {
  /// What a sample of each class counts; nil where all count the same.
  private let weights: [Float]?
  private let smoothing: Float
  private let focus: Int

  /// - Parameters:
  ///   - labels: the classes of all that is learnt from.
  ///   - classes: how many there are.
  init(_ settings: ObjectiveSettings, labels: some Collection<Int>, classes: Int) {
    smoothing = Float(settings.labelSmoothing)
    focus = settings.focus
    switch settings.classWeights {
    case .none: weights = nil
    case .balanced:
      let counts = Dictionary(labels.map { ($0, 1) }, uniquingKeysWith: +)
      let share = Float(labels.count) / Float(max(1, counts.count))
      weights = (0..<classes).map { share / Float(counts[$0] ?? 1) }
    }
  }

  /// The probabilities that are to be said (Szegedy et al. 2016, section 7), each sample's times what its
  /// class counts.
  ///
  /// - Returns: samples × classes.
  func targets(_ labels: [Int], classes: Int) -> SampleMatrix {
    var targets = SampleMatrix(oneHot: labels, classes: classes)
    for (row, label) in labels.enumerated() {
      let weight = weights?[label] ?? 1
      for place in row * classes..<(row + 1) * classes {
        targets.values[place] =
          weight * ((1 - smoothing) * targets.values[place] + smoothing / Float(classes))
      }
    }
    return targets
  }

  /// The cross entropy, or with a focus γ the focal loss, Σ t (1 - p)^γ (-log p) (Lin et al. 2017,
  /// equation 4): what is well recognised counts little.
  ///
  /// - Parameter targets: samples × classes, as are the logits.
  /// - Returns: a scalar, the mean over samples.
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  func callAsFunction(_ logits: Tensor, targets: Tensor) throws(EngineError) -> Tensor {
    guard focus > 0 else { return try crossEntropy(logits, targets: targets) }
    let ones = try Tensor(repeating: 1, logits.shape, on: logits.kernels)
    let doubt = try ones - softmax(logits)
    var focused = targets
    for _ in 0..<focus { focused = try focused * doubt }
    let loss = try (focused * logSoftmax(logits)).sum()
    return try -1 / Float(logits.shape[0]) * loss
  }
}
