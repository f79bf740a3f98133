import Foundation

/// The l1 constraint of viewmaker networks (Tamkin et al. 2021): each sample's perturbation d is
/// scaled to ε · d / (mean |d| + floor), where d is P or tanh(P) and the mean is over the frames
/// that count. Masked frames become 0, whatever is in them. The slope of the absolute value at 0 is 0.
public enum L1ConstraintReference {
  /// - Parameters:
  ///   - p: (batch, frames, bands).
  ///   - epsilon: (batch).
  ///   - mask: (batch, frames) of 0 and 1.
  public static func forward(
    p: [Double], epsilon: [Double], mask: [Double]? = nil, frames: Int, bands: Int,
    tanh squash: Bool, floor: Double
  ) -> [Double] {
    var y = p
    for (b, epsilon) in epsilon.enumerated() {
      let d = sample(p, mask, b, frames, bands, squash)
      let mean = d.reduce(0) { $0 + abs($1) } / valid(mask, b, frames, bands)
      for (i, d) in d.enumerated() {
        y[b * frames * bands + i] = epsilon * d / (mean + floor)
      }
    }
    return y
  }

  /// The gradient of P; ε is a constant.
  public static func gradient(
    gradY: [Double], p: [Double], epsilon: [Double], mask: [Double]? = nil, frames: Int,
    bands: Int, tanh squash: Bool, floor: Double
  ) -> [Double] {
    var gradP = p
    for (b, epsilon) in epsilon.enumerated() {
      let d = sample(p, mask, b, frames, bands, squash)
      let start = b * frames * bands
      let count = valid(mask, b, frames, bands)
      let denominator = d.reduce(0) { $0 + abs($1) } / count + floor
      let product = d.indices.reduce(0) {
        isMasked(mask, (start + $1) / bands) ? $0 : $0 + gradY[start + $1] * d[$1]
      }
      for (i, d) in d.enumerated() {
        let sign = d > 0 ? 1.0 : d < 0 ? -1.0 : 0.0
        let direct = gradY[start + i] - product * sign / (count * denominator)
        gradP[start + i] =
          isMasked(mask, (start + i) / bands)
          ? 0 : epsilon / denominator * direct * (squash ? 1 - d * d : 1)
      }
    }
    return gradP
  }

  /// d of one sample, 0 where it is masked.
  private static func sample(
    _ p: [Double], _ mask: [Double]?, _ b: Int, _ frames: Int, _ bands: Int, _ squash: Bool
  ) -> [Double] {
    (b * frames * bands..<(b + 1) * frames * bands).map { i in
      isMasked(mask, i / bands) ? 0 : squash ? tanh(p[i]) : p[i]
    }
  }

  private static func isMasked(_ mask: [Double]?, _ frame: Int) -> Bool { mask?[frame] == 0 }

  /// The number of elements that count, at least 1.
  private static func valid(_ mask: [Double]?, _ b: Int, _ frames: Int, _ bands: Int) -> Double {
    guard let mask else { return Double(frames * bands) }
    return max(mask[b * frames..<(b + 1) * frames].reduce(0, +) * Double(bands), 1)
  }
}
