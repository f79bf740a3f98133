/// How far one tensor of a case is from what was expected.
public struct VectorDeviation: Codable, Sendable, Equatable {
  /// Its name in the file, as in "grad.weight".
  public let tensor: String
  /// The largest error of any element (in weights after training steps, the root of the mean square
  /// error); nil where something is not a finite number.
  public let error: Double?
  /// The largest error that passes; 0 for integers.
  public let allowed: Double

  /// Whether the tensor passes.
  public var agrees: Bool { error.map { $0 <= allowed } ?? false }

  /// The error in units of what is allowed: above 1 fails.
  public var ratio: Double {
    guard let error else { return .infinity }
    return error == 0 ? 0 : error / allowed
  }
}

extension VectorDeviation {
  /// Compares a tensor element by element: integers must be equal.
  init(
    _ tensor: String, of found: VectorArray, from expected: VectorArray, isInteger: Bool,
    _ tolerance: VectorTolerance
  ) {
    self.tensor = tensor
    var worst = 0.0
    for difference in (found - expected).values {
      // Not a number compares false with everything, and must not pass as small.
      if !(abs(difference) <= worst) { worst = difference.isNaN ? .infinity : abs(difference) }
    }
    error = worst.isFinite ? worst : nil
    allowed = isInteger ? 0 : tolerance.allowed
  }

  /// Compares weights after training steps by how far they were to move. Adam turns rounding noise
  /// of gradients near zero into whole steps, so that single weights may differ.
  init(_ tensor: String, of found: VectorArray, from expected: VectorArray, start: VectorArray) {
    self.tensor = tensor
    let error = (found - expected).rootMeanSquare
    self.error = error.isFinite ? error : nil
    allowed = 0.05 * (expected - start).rootMeanSquare
  }
}
