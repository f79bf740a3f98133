public import Kernels
public import OpenCL

/// An immutable array of floats on a device, row-major, with its place in the gradient tape.
///
/// A value type over shared memory: copies are free, and nothing ever changes the elements.
/// Activations are channels-last (batch, height = time, width = mel, channels); weights are in
/// PyTorch's layouts.
public struct Tensor {
  public let shape: Shape
  /// The elements in the device's memory.
  public let buffer: Buffer
  /// The kernels of the device that holds the elements.
  public let kernels: Kernels
  /// The operation this came from, where a gradient may flow back; nil for constants.
  let origin: Origin?
  /// The rectifier that this came out of, if any.
  var rectification: Rectification?
  /// Of a parameter's value, what kernels have made of it.
  var forms: WeightForms?

  /// A tensor over memory that an operation has filled.
  init(_ shape: Shape, _ buffer: Buffer, _ kernels: Kernels, origin: Origin? = nil) {
    self.shape = shape
    self.buffer = buffer
    self.kernels = kernels
    self.origin = origin
  }

  /// Host values on a device.
  ///
  /// - Throws: `EngineError.shape` where the count does not fit, `.device`.
  public init(_ values: [Float], _ shape: Shape, on kernels: Kernels) throws(EngineError) {
    guard values.count == shape.count else {
      throw .shape(
        operation: "a tensor of \(shape)", expected: "\(shape.count) values",
        found: "\(values.count)")
    }
    let buffer = try onDevice { () throws(OpenCLError) in try kernels.queue.makeBuffer(values) }
    self.init(shape, buffer, kernels)
  }

  /// Every element the same.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  public init(repeating value: Float, _ shape: Shape, on kernels: Kernels) throws(EngineError) {
    let buffer = try onDevice { () throws(OpenCLError) in
      let buffer = try kernels.floats(shape.count, for: "a tensor of \(shape)")
      try kernels.queue.fill(buffer, with: value, count: shape.count)
      return buffer
    }
    self.init(shape, buffer, kernels)
  }

  /// The elements, row-major; waits for the device.
  ///
  /// - Throws: `EngineError.device` where the device fails.
  public func values() throws(EngineError) -> [Float] {
    try onDevice { () throws(OpenCLError) in
      try kernels.queue.read(buffer, count: shape.count)
    }
  }

  /// The only element of a scalar; waits for the device.
  ///
  /// - Throws: `EngineError.shape` where there is not exactly one element, `.device` where the
  ///   device fails.
  public func value() throws(EngineError) -> Float {
    guard shape.count == 1 else {
      throw .shape(operation: "value()", expected: "one element", found: "\(shape)")
    }
    return try values()[0]
  }

  /// Begins to read the elements without waiting for them.
  ///
  /// - Throws: `EngineError.device` where the device fails.
  public func startReading() throws(EngineError) -> PendingValues {
    let read = try onDevice { () throws(OpenCLError) in
      try kernels.queue.startReading(buffer, count: shape.count, as: Float.self)
    }
    return PendingValues(read: read)
  }

  /// The same elements outside the gradient tape.
  public var detached: Tensor { Tensor(shape, buffer, kernels) }

  /// The same memory seen in another shape of the same count, at the same place of the tape.
  func viewed(as shape: Shape, origin: Origin?) -> Tensor {
    Tensor(shape, buffer, kernels, origin: origin)
  }

  /// A tensor of that shape on the same device with arbitrary contents, for an operation to fill.
  ///
  /// - Parameter operation: the operation; by itself the calling function.
  /// - Throws: `EngineError.device` where memory is short or kernels cannot count so many elements.
  func uninitialized(_ shape: Shape, for operation: String = #function) throws(EngineError)
    -> Tensor
  {
    let buffer = try onDevice { () throws(OpenCLError) in
      try kernels.floats(shape.count, for: "\(operation.prefix { $0 != "(" }) of \(shape)")
    }
    return Tensor(shape, buffer, kernels)
  }
}

/// Elements of a tensor on their way from the device.
public struct PendingValues {
  fileprivate let read: PendingRead<Float>

  /// Waits for the elements, row-major.
  ///
  /// - Throws: `EngineError.device` where the device fails.
  public func wait() throws(EngineError) -> [Float] { try onDevice(read.wait) }
}
