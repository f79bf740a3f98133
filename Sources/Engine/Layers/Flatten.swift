/// Pictures as rows, in PyTorch's order: channels × height × width.
///
/// Activations are channels-last here, so this moves them; the weights after it are then PyTorch's
/// as they stand.
public struct Flatten: Layer {
  public init() {}

  public func callAsFunction(_ x: Tensor, _ phase: Phase) throws(EngineError) -> Tensor {
    guard x.shape.rank == 4 else {
      throw .shape(
        operation: "flatten", expected: "batch × height × width × channels", found: "\(x.shape)")
    }
    return try x.permuted([0, 3, 1, 2]).reshaped(to: [x.shape[0], x.shape.count / x.shape[0]])
  }
}
