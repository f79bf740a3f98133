/// Numbers of a test vector, expected or found: row-major, in PyTorch's layout.
package struct VectorArray: Equatable, Sendable {
  package let shape: [Int]
  /// Integers of up to 53 bits are exact.
  package let values: [Double]

  package init(_ values: [Double], shape: [Int]) {
    self.values = values
    self.shape = shape
  }

  /// The root of the mean square; 0 where there is nothing.
  package var rootMeanSquare: Double {
    let sum = values.reduce(0) { $0 + $1 * $1 }
    return values.isEmpty ? 0 : (sum / Double(values.count)).squareRoot()
  }

  package static func - (a: VectorArray, b: VectorArray) -> VectorArray {
    VectorArray(zip(a.values, b.values).map { $0 - $1 }, shape: a.shape)
  }
}
