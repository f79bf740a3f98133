import OpenCL

/// What is wanted of the gradient of an operation's input.
enum WantedGradient {
  case none
  /// It, wherever the operation has it.
  case anywhere
  /// It, in this memory where the operation can choose.
  case inside(Buffer)

  var isWanted: Bool { if case .none = self { false } else { true } }
}

extension Tensor {
  /// A tensor on the same device, with arbitrary contents, for an operation to fill with a gradient; nil
  /// where it is not wanted.
  ///
  /// - Parameter operation: the operation; by itself the calling function.
  /// - Throws: `EngineError.device` where memory is short.
  func room(for wanted: WantedGradient, _ shape: Shape, in operation: String = #function)
    throws(EngineError) -> Tensor?
  {
    switch wanted {
    case .none: nil
    case .anywhere: try uninitialized(shape, for: operation)
    case .inside(let buffer): Tensor(shape, buffer, kernels)
    }
  }
}
