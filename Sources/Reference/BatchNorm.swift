/// Batch normalisation of each channel over batch, height and width (Ioffe and Szegedy 2015), with
/// PyTorch's conventions: the batch's biased variance normalises, the unbiased one goes into the
/// running variance.
public enum BatchNormReference {
  /// What a training pass gives.
  public struct Training {
    public var y: [Double]
    public var mean: [Double]
    public var variance: [Double]
    public var runningMean: [Double]
    public var runningVariance: [Double]
  }

  /// - Parameters:
  ///   - x: (rows, channels), rows = N·H·W.
  ///   - scale: (channels), PyTorch's `weight`.
  ///   - shift: (channels), PyTorch's `bias`.
  public static func training(
    x: [Double], channels: Int, scale: [Double], shift: [Double],
    runningMean: [Double], runningVariance: [Double], momentum: Double = 0.1, epsilon: Double = 1e-5
  ) -> Training {
    let rows = x.count / channels
    var result = Training(
      y: x, mean: [], variance: [], runningMean: runningMean, runningVariance: runningVariance)
    for c in 0..<channels {
      let (mean, variance) = moments(x, channels, c)
      result.mean.append(mean)
      result.variance.append(variance)
      for r in 0..<rows {
        let normalised = (x[r * channels + c] - mean) / (variance + epsilon).squareRoot()
        result.y[r * channels + c] = normalised * scale[c] + shift[c]
      }
      let unbiased = variance * Double(rows) / Double(max(rows - 1, 1))
      result.runningMean[c] += momentum * (mean - runningMean[c])
      result.runningVariance[c] += momentum * (unbiased - runningVariance[c])
    }
    return result
  }

  public static func inference(
    x: [Double], channels: Int, scale: [Double], shift: [Double],
    runningMean: [Double], runningVariance: [Double], epsilon: Double = 1e-5
  ) -> [Double] {
    var y = x
    for i in x.indices {
      let c = i % channels
      let deviation = (runningVariance[c] + epsilon).squareRoot()
      y[i] = (x[i] - runningMean[c]) / deviation * scale[c] + shift[c]
    }
    return y
  }

  /// The gradient of a training pass, through the batch's mean and variance.
  public static func trainingGradient(
    gradY: [Double], x: [Double], channels: Int, scale: [Double], epsilon: Double = 1e-5
  ) -> (x: [Double], scale: [Double], shift: [Double]) {
    let rows = x.count / channels
    var gradX = x
    var gradScale = [Double](repeating: 0, count: channels)
    var gradShift = [Double](repeating: 0, count: channels)
    for c in 0..<channels {
      let (mean, variance) = moments(x, channels, c)
      let deviation = (variance + epsilon).squareRoot()
      for i in stride(from: c, to: x.count, by: channels) {
        gradScale[c] += gradY[i] * (x[i] - mean) / deviation
        gradShift[c] += gradY[i]
      }
      for i in stride(from: c, to: x.count, by: channels) {
        let normalised = (x[i] - mean) / deviation
        let common = (gradShift[c] + normalised * gradScale[c]) / Double(rows)
        gradX[i] = scale[c] / deviation * (gradY[i] - common)
      }
    }
    return (gradX, gradScale, gradShift)
  }

  /// The gradient of an inference pass: the running statistics are constants.
  public static func inferenceGradient(
    gradY: [Double], x: [Double], channels: Int, scale: [Double],
    runningMean: [Double], runningVariance: [Double], epsilon: Double = 1e-5
  ) -> (x: [Double], scale: [Double], shift: [Double]) {
    var gradX = x
    var gradScale = [Double](repeating: 0, count: channels)
    var gradShift = [Double](repeating: 0, count: channels)
    for i in x.indices {
      let c = i % channels
      let deviation = (runningVariance[c] + epsilon).squareRoot()
      gradX[i] = gradY[i] * scale[c] / deviation
      gradScale[c] += gradY[i] * (x[i] - runningMean[c]) / deviation
      gradShift[c] += gradY[i]
    }
    return (gradX, gradScale, gradShift)
  }

  private static func moments(_ x: [Double], _ channels: Int, _ c: Int) -> (Double, Double) {
    let values = stride(from: c, to: x.count, by: channels).map { x[$0] }
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    return (mean, variance)
  }
}
