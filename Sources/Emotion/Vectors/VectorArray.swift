/// Numbers of a test vector, expected or found: row-major, in PyTorch's layout.
struct VectorArray: Equatable, Sendable {
  let shape: [Int]
  /// Integers of up to 53 bits are exact.
  let values: [Double]

  init(_ values: [Double], shape: [Int]) {
    self.values = values
    self.shape = shape
  }

  /// The root of the mean square; 0 where there is nothing.
  var rootMeanSquare: Double {
    let sum = values.reduce(0) { $0 + $1 * $1 }
    return values.isEmpty ? 0 : (sum / Double(values.count)).squareRoot()
  }

  static func - (a: VectorArray, b: VectorArray) -> VectorArray {
    VectorArray(zip(a.values, b.values).map { $0 - $1 }, shape: a.shape)
  }
}
