/// Dropout in training, nothing in inference.
public struct Dropout: Layer {
  public let probability: Float

  public init(_ probability: Float = 0.5) { self.probability = probability }

  public func callAsFunction(_ x: Tensor, _ phase: Phase) throws(EngineError) -> Tensor {
    guard case .training(let random) = phase, probability > 0 else { return x }
    return try random.dropout(x, probability: probability)
  }
}
