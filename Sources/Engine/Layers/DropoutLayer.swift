/// Dropout where a network behaves as in training, nothing in inference.
public struct Dropout: Layer {
  public let probability: Float

  public init(_ probability: Float = 0.5) { self.probability = probability }

  public func callAsFunction(_ x: Tensor, _ phase: Phase) throws(EngineError) -> Tensor {
    guard let random = phase.random, probability > 0 else { return x }
    return try random.dropout(x, probability: probability)
  }
}
