/// Instance normalisation: each channel of each sample over its own height and width (Ulyanov et
/// al. 2016), with a learnt scale and shift for a channel.
///
/// A mask (N, H) of 0 and 1 leaves rows (frames of padding) out of the statistics; they are
/// normalised like the others.
public enum InstanceNormReference {
  public static func forward(
    x: [Double], size: Images, scale: [Double], shift: [Double], mask: [Double]? = nil,
    epsilon: Double = 1e-5
  ) -> [Double] {
    var y = x
    for n in 0..<size.batch {
      for c in 0..<size.channels {
        let (mean, variance, _) = moments(x, size, mask, n, c)
        for (i, _) in places(size, n, c) {
          y[i] = (x[i] - mean) / (variance + epsilon).squareRoot() * scale[c] + shift[c]
        }
      }
    }
    return y
  }

  public static func gradient(
    gradY: [Double], x: [Double], size: Images, scale: [Double], mask: [Double]? = nil,
    epsilon: Double = 1e-5
  ) -> (x: [Double], scale: [Double], shift: [Double]) {
    var gradX = x
    var gradScale = [Double](repeating: 0, count: size.channels)
    var gradShift = [Double](repeating: 0, count: size.channels)
    for n in 0..<size.batch {
      for c in 0..<size.channels {
        let (mean, variance, count) = moments(x, size, mask, n, c)
        let deviation = (variance + epsilon).squareRoot()
        var sum = 0.0
        var product = 0.0
        for (i, _) in places(size, n, c) {
          sum += gradY[i]
          product += gradY[i] * (x[i] - mean) / deviation
        }
        gradShift[c] += sum
        gradScale[c] += product
        for (i, row) in places(size, n, c) {
          let normalised = (x[i] - mean) / deviation
          let common = mask?[row] == 0 ? 0 : (sum + normalised * product) / count
          gradX[i] = scale[c] / deviation * (gradY[i] - common)
        }
      }
    }
    return (gradX, gradScale, gradShift)
  }

  /// The offsets of channel `c` of sample `n`, each with its row in the mask.
  private static func places(_ size: Images, _ n: Int, _ c: Int) -> [(offset: Int, row: Int)] {
    (0..<size.height).flatMap { h in
      (0..<size.width).map { w in (size.offset(n, h, w, c), n * size.height + h) }
    }
  }

  /// Mean, biased variance and number of the elements that count (at least 1, so that a sample
  /// that is all padding stays finite).
  private static func moments(
    _ x: [Double], _ size: Images, _ mask: [Double]?, _ n: Int, _ c: Int
  ) -> (mean: Double, variance: Double, count: Double) {
    let valid = places(size, n, c).filter { mask?[$0.row] ?? 1 != 0 }.map { x[$0.offset] }
    let count = max(Double(valid.count), 1)
    let mean = valid.reduce(0, +) / count
    let variance = valid.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    return (mean, variance, count)
  }
}
