import CLAPACK
public import Random

/// A normal distribution of vectors with any covariance, fitted to samples by LAPACK.
///
/// Fewer samples than numbers in a vector span only a part of the space, and the covariance is
/// singular: a millionth of the mean variance is added along every axis.
public struct MultivariateNormal: Sendable, Equatable {
  private let mean: [Double]
  /// U with covariance UᵀU; its upper half in column order.
  private let factor: [Double]

  /// - Throws: `ClassicalError.samples` where there is no sample, a number is not finite, or the
  ///   numbers are so large that the covariance has no root.
  public init(_ samples: SampleMatrix) throws(ClassicalError) {
    try samples.requireFinite(for: "a normal distribution")
    let (centred, mean) = samples.centred
    self.mean = mean
    let (size, degrees) = (samples.columns, Double(max(1, samples.rows - 1)))
    var matrix = centred.product(ofColumns: true).map { $0 / degrees }
    let variance = (0..<size).reduce(0) { $0 + matrix[$1 * size + $1] } / Double(size)
    guard variance > 0 else {
      factor = matrix
      return
    }
    for axis in 0..<size { matrix[axis * size + axis] += 1e-6 * variance }
    let status = LAPACKE_dpotrf(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "U")), Int32(size), &matrix, Int32(size))
    guard status == 0 else {
      throw .samples(
        "LAPACK finds no square root of the covariance of \(samples.rows) samples (status "
          + "\(status)); look for numbers of enormous size among them.")
    }
    factor = matrix
  }

  /// A vector from the distribution.
  public func draw(using generator: inout SeededGenerator) -> [Float] {
    let normal = mean.map { _ in generator.normal() }
    return mean.indices.map { axis in
      let column = factor[axis * mean.count...axis * mean.count + axis]
      return Float(mean[axis] + zip(column, normal).reduce(0) { $0 + $1.0 * $1.1 })
    }
  }
}
