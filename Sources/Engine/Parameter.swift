import Kernels
import OpenCL

/// A weight of a model: the one thing in the engine that changes.
public final class Parameter {
  public let shape: Shape
  private let kernels: Kernels
  private var memory: Memory
  private var forms = WeightForms()

  private enum Memory {
    /// Its own, as that of the tensor that it is from.
    case own(Buffer)
    /// Beside the other weights of an optimizer, or beside other moments.
    case part(of: FlatArrays, index: Int)
  }

  public init(_ value: Tensor) {
    (shape, kernels, memory) = (value.shape, value.kernels, .own(value.buffer))
  }

  /// An array of several, which are in one memory.
  init(_ shape: Shape, at index: Int, of arrays: FlatArrays, on kernels: Kernels) {
    (self.shape, self.kernels, memory) = (shape, kernels, .part(of: arrays, index: index))
  }

  /// The weight now. Those who hold it keep it when the parameter changes.
  public var value: Tensor { tensor(origin: nil) }

  private func tensor(origin: Origin?) -> Tensor {
    var tensor = Tensor(shape, buffer, kernels, origin: origin)
    tensor.forms = forms
    return tensor
  }

  /// The weight's memory now.
  var buffer: Buffer {
    switch memory {
    case .own(let buffer): buffer
    case .part(let arrays, let index): arrays[index]
    }
  }

  /// Replaces the weight by one of the same shape.
  ///
  /// - Throws: `EngineError.shape` where it has another shape, `.device` where memory is short or the
  ///   device fails.
  public func update(_ new: Tensor) throws(EngineError) {
    guard new.shape == shape else {
      throw .shape(operation: "a parameter", expected: "\(shape)", found: "\(new.shape)")
    }
    switch memory {
    case .own: memory = .own(new.buffer)
    case .part(let arrays, let index):
      // The others in this memory are the same in its copy, and so are their forms.
      _ = try arrays.makeUnique()
      try copy(new.buffer, to: arrays[index])
    }
    forms = WeightForms()
  }

  /// What was made of the weight, which is about to change, is that of the weight as it was.
  ///
  /// - Parameter isHeld: whether somebody keeps the weight as it was.
  func expireForms(isHeld: Bool) {
    if isHeld { forms = WeightForms() }
    forms.expire()
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

// MARK: - Beside others

extension Parameter {
  /// Where it lies among others; nil where its memory is its own.
  var place: (arrays: FlatArrays, start: Int)? {
    guard case .part(let arrays, let index) = memory else { return nil }
    return (arrays, arrays.layout.places[index].lowerBound)
  }

  /// Moves the weight among others.
  ///
  /// - Throws: `EngineError.device` where the device fails.
  func move(to index: Int, of arrays: FlatArrays) throws(EngineError) {
    try copy(buffer, to: arrays[index])
    // Who holds the weight as it was keeps its forms, which are not renewed with those of this memory.
    (memory, forms) = (.part(of: arrays, index: index), WeightForms())
  }

  private func copy(_ source: Buffer, to target: Buffer) throws(EngineError) {
    try onDevice { () throws(OpenCLError) in
      try kernels.queue.copy(source, to: target, bytes: shape.count * MemoryLayout<Float>.stride)
    }
  }
}
