import Kernels
import OpenCL

/// A weight of a model: the one thing in the engine that changes.
public final class Parameter {
  public let shape: Shape
  private let kernels: Kernels
  private var buffer: Buffer
  private var forms = WeightForms()

  public init(_ value: Tensor) {
    (shape, kernels, buffer) = (value.shape, value.kernels, value.buffer)
  }

  /// The weight now. Those who hold it keep it when the parameter changes.
  public var value: Tensor { tensor(origin: nil) }

  private func tensor(origin: Origin?) -> Tensor {
    var tensor = Tensor(shape, buffer, kernels, origin: origin)
    tensor.forms = forms
    return tensor
  }

  /// Replaces the weight by one of the same shape.
  ///
  /// - Throws: `EngineError.shape` where it has another shape.
  public func update(_ new: Tensor) throws(EngineError) {
    guard new.shape == shape else {
      throw .shape(operation: "a parameter", expected: "\(shape)", found: "\(new.shape)")
    }
    (buffer, forms) = (new.buffer, WeightForms())
  }

  /// The weight's memory for a kernel to change in place. Where a tensor holds the weight, the
  /// parameter goes on with a copy. What was made of it is that of the weight as it was.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  func mutableBuffer() throws(EngineError) -> Buffer {
    if !isKnownUniquelyReferenced(&buffer) {
      let copy = try value.uninitialized(shape).buffer
      try onDevice { () throws(OpenCLError) in
        try kernels.queue.copy(
          buffer, to: copy, bytes: shape.count * MemoryLayout<Float>.stride)
      }
      (buffer, forms) = (copy, WeightForms())
    }
    forms.expire()
    return buffer
  }

  /// The weight, and what was made of it before it changed.
  var renewable: (weight: Buffer, forms: WeightForms) { (buffer, forms) }

  /// The weight as an operation reads it: on the tape in training, else a constant.
  public func callAsFunction(_ phase: Phase) -> Tensor {
    switch phase {
    case .training: tensor(origin: .parameter(self))
    case .frozen, .inference: value
    }
  }
}
