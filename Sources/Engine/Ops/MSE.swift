/// The mean squared difference over all elements.
public func meanSquaredError(_ x: Tensor, _ y: Tensor) throws(EngineError) -> Tensor {
  let difference = try x - y
  return try (difference * difference).mean()
}
