import Kernels
import OpenCL

/// A weight of a model: the one thing in the engine that changes.
public final class Parameter {
  public let shape: Shape
  private let kernels: Kernels
  private var buffer: Buffer

  public init(_ value: Tensor) {
    (shape, kernels, buffer) = (value.shape, value.kernels, value.buffer)
  }

  /// The weight now. Those who hold it keep it when the parameter changes.
  public var value: Tensor { Tensor(shape, buffer, kernels) }

  /// Replaces the weight by one of the same shape.
  ///
  /// - Throws: `EngineError.shape` where it has another shape.
  public func update(_ new: Tensor) throws(EngineError) {
    guard new.shape == shape else {
      throw .shape(operation: "a parameter", expected: "\(shape)", found: "\(new.shape)")
    }
    buffer = new.buffer
  }

  /// The weight's memory for a kernel to change in place. Where a tensor holds the weight, the
  /// parameter goes on with a copy.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  func mutableBuffer() throws(EngineError) -> Buffer {
    if !isKnownUniquelyReferenced(&buffer) {
      let copy = try value.uninitialized(shape).buffer
      try onDevice { () throws(OpenCLError) in
        try kernels.queue.copy(
          buffer, to: copy, bytes: shape.count * MemoryLayout<Float>.stride)
      }
      buffer = copy
    }
    return buffer
  }

  /// The weight as an operation reads it: on the tape in training, else a constant.
  public func callAsFunction(_ phase: Phase) -> Tensor {
    switch phase {
    case .training: Tensor(shape, buffer, kernels, origin: .parameter(self))
    case .frozen, .inference: value
    }
  }
}
