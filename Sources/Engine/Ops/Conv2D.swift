public import Kernels
import OpenCL

/// act(x ∗ weight + bias): the cross-correlation that deep learning calls convolution, with a border
/// of zeros.
///
/// - Parameters:
///   - x: (batch, height, width, channels).
///   - weight: outputs × inputs × height × width, as in PyTorch.
/// - Throws: `EngineError.shape` where the shapes do not fit.
public func conv2D(
  _ x: Tensor, weight: Tensor, bias: Tensor? = nil,
  stride: (height: Int, width: Int) = (1, 1), padding: (height: Int, width: Int) = (0, 0),
  activation: Activation = .identity
) throws(EngineError) -> Tensor {
  let shape = try Conv2DShape(x.shape, weight.shape, bias?.shape, stride, padding)
  let y = try x.uninitialized(
    [shape.batch, shape.outHeight, shape.outWidth, shape.outChannels])
  try onDevice { () throws(OpenCLError) in
    try x.kernels.conv2d(
      x.buffer, weight: weight.buffer, forms: weight.forms, bias: bias?.buffer, shape,
      activation: activation, into: y.buffer)
  }
  let gate = x.gate(by: x)
  let z = y.recorded("conv2d", from: [x.beforeRectification, weight, bias]) {
    (dz, wanted) throws(EngineError) in
    let dx = try dz.room(for: wanted[0], x.shape)
    let dw = try dz.room(for: wanted[1], weight.shape)
    let outputs = shape.outChannels
    var db = wanted[1].isWanted ? try dz.room(for: wanted[2], [outputs]) : nil
    try onDevice { () throws(OpenCLError) in
      if let dx {
        try dz.kernels.conv2dDataGradient(
          dz.buffer, weight: weight.buffer, forms: weight.forms, shape, gate: gate,
          into: dx.buffer)
      }
      if let dw {
        try dz.kernels.conv2dWeightGradient(
          x.buffer, dy: dz.buffer, shape, into: dw.buffer, bias: db?.buffer)
      }
    }
    if db == nil { db = try dz.biasGradient(columns: outputs, wanted[2]) }
    return [dx, dw, db]
  }
  return z.recordedThrough(activation)
}

extension Conv2DShape {
  /// A convolution of tensors of these shapes.
  ///
  /// - Throws: `EngineError.shape` where they do not fit, or the stride or the padding is out of
  ///   range.
  fileprivate init(
    _ x: Shape, _ weight: Shape, _ bias: Shape?, _ stride: (height: Int, width: Int),
    _ padding: (height: Int, width: Int)
  ) throws(EngineError) {
    guard x.rank == 4, weight.rank == 4, x[3] == weight[1], bias == nil || bias == [weight[0]],
      stride.height > 0, stride.width > 0, padding.height >= 0, padding.width >= 0,
      x[1] + 2 * padding.height >= weight[2], x[2] + 2 * padding.width >= weight[3]
    else {
      throw .shape(
        operation: "conv2d",
        expected: """
          (batch, height, width, inputs), outputs × inputs × a kernel within the picture and its \
          border, and outputs
          """,
        found: """
          \(x), \(weight) and \(bias.map { "\($0)" } ?? "no bias"), stride \
          \(stride.height)×\(stride.width), border \(padding.height)×\(padding.width)
          """)
    }
    self.init(
      input: (x[0], x[1], x[2], x[3]), outChannels: weight[0], kernel: (weight[2], weight[3]),
      stride: stride, padding: padding)
  }
}
