import Foundation

/// Attention pooling over time: a = softmax of the scores over the steps that count,
/// y = Σ_t a_t h_t. A row in which no step counts gives zeros.
public enum AttentionPoolReference {
  /// - Parameters:
  ///   - h: (batch, steps, width).
  ///   - scores: (batch, steps).
  ///   - mask: (batch, steps) of 0 and 1.
  /// - Returns: y (batch, width) and the weights a (batch, steps).
  public static func forward(
    h: [Double], scores: [Double], mask: [Double]? = nil, batch: Int, steps: Int, width: Int
  ) -> (y: [Double], weights: [Double]) {
    var y = [Double](repeating: 0, count: batch * width)
    var weights = [Double](repeating: 0, count: batch * steps)
    for b in 0..<batch {
      let valid = (b * steps..<(b + 1) * steps).filter { mask?[$0] ?? 1 != 0 }
      guard let top = valid.map({ scores[$0] }).max() else { continue }
      let sum = valid.reduce(0) { $0 + exp(scores[$1] - top) }
      for t in valid {
        weights[t] = exp(scores[t] - top) / sum
        for k in 0..<width { y[b * width + k] += weights[t] * h[t * width + k] }
      }
    }
    return (y, weights)
  }

  /// - Parameters:
  ///   - gradY: (batch, width).
  ///   - gradWeights: (batch, steps).
  public static func gradient(
    gradY: [Double], gradWeights: [Double], h: [Double], scores: [Double], mask: [Double]? = nil,
    batch: Int, steps: Int, width: Int
  ) -> (h: [Double], scores: [Double]) {
    let weights = forward(
      h: h, scores: scores, mask: mask, batch: batch, steps: steps, width: width
    ).weights
    var gradH = h.map { _ in 0.0 }
    var gradScores = scores.map { _ in 0.0 }
    for b in 0..<batch {
      let row = b * steps..<(b + 1) * steps
      // The gradient of each weight: its own and what it did to y.
      var gradient = [Int: Double]()
      for t in row {
        gradient[t] = gradWeights[t]
        for k in 0..<width {
          gradient[t, default: 0] += gradY[b * width + k] * h[t * width + k]
          gradH[t * width + k] = weights[t] * gradY[b * width + k]
        }
      }
      let mean = row.reduce(0) { $0 + weights[$1] * gradient[$1, default: 0] }
      for t in row { gradScores[t] = weights[t] * (gradient[t, default: 0] - mean) }
    }
    return (gradH, gradScores)
  }
}
