/// The mean squared difference over all elements.
///
/// - Throws: `EngineError.shape` where the shapes differ, `.device` where memory is short or the
///   device fails.
public func meanSquaredError(_ x: Tensor, _ y: Tensor) throws(EngineError) -> Tensor {
  let difference = try x - y
  return try (difference * difference).mean()
}
