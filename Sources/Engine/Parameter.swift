/// A weight of a model: the one thing in the engine that changes.
public final class Parameter {
  /// The weight now. Assigning replaces the tensor; those who still hold the old one keep it.
  public private(set) var value: Tensor

  public init(_ value: Tensor) { self.value = value.detached }

  public var shape: Shape { value.shape }

  /// Replaces the weight by one of the same shape.
  public func update(_ new: Tensor) throws(EngineError) {
    guard new.shape == shape else {
      throw .shape(operation: "a parameter", expected: "\(shape)", found: "\(new.shape)")
    }
    value = new.detached
  }

  /// The weight as an operation reads it: on the tape in training, a constant in inference.
  public func callAsFunction(_ phase: Phase) -> Tensor {
    switch phase {
    case .training:
      Tensor(value.shape, value.buffer, value.kernels, origin: .parameter(self))
    case .inference: value
    }
  }
}
