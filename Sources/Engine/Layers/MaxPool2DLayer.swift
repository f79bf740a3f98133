/// The largest value of each window.
public struct MaxPool2D: Layer {
  public let size: Int

  public init(_ size: Int = 2) { self.size = size }

  public func callAsFunction(_ x: Tensor, _ phase: Phase) throws(EngineError) -> Tensor {
    try maxPool2D(x, kernel: (size, size))
  }
}
