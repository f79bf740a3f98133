public import Kernels
import OpenCL

/// act(x ∗ᵀ weight + bias): the transposed convolution, which spreads each input pixel over a window
/// of the output.
///
/// - Parameters:
///   - x: (batch, height, width, channels).
///   - weight: inputs × outputs × height × width, as in PyTorch.
///   - padding: how much of the output's border is cut off.
///   - outputPadding: rows and columns added to the output at its end, below the stride.
/// - Throws: `EngineError.shape` where the shapes do not fit.
public func convTranspose2D(
  _ x: Tensor, weight: Tensor, bias: Tensor? = nil,
  stride: (height: Int, width: Int) = (1, 1), padding: (height: Int, width: Int) = (0, 0),
  outputPadding: (height: Int, width: Int) = (0, 0), activation: Activation = .identity
) throws(EngineError) -> Tensor {
  let shape = try ConvTranspose2DShape(
    x.shape, weight.shape, bias?.shape, stride, padding, outputPadding)
  let y = try x.uninitialized(
    [shape.batch, shape.outHeight, shape.outWidth, shape.outChannels])
  try onDevice { () throws(OpenCLError) in
    try x.kernels.convTranspose2d(
      x.buffer, weight: weight.buffer, forms: weight.forms, bias: bias?.buffer, shape,
      activation: activation, into: y.buffer)
  }
  let gate = x.gate(by: x)
  let z = y.recorded("conv_transpose2d", from: [x.beforeRectification, weight, bias]) {
    (dz, wanted) throws(EngineError) in
    let dx = try dz.room(for: wanted[0], x.shape)
    let dw = try dz.room(for: wanted[1], weight.shape)
    var db = wanted[1].isWanted ? try dz.room(for: wanted[2], [shape.outChannels]) : nil
    try onDevice { () throws(OpenCLError) in
      if let dx {
        try dz.kernels.convTranspose2dDataGradient(
          dz.buffer, weight: weight.buffer, forms: weight.forms, shape, gate: gate,
          into: dx.buffer)
      }
      if let dw {
        try dz.kernels.convTranspose2dWeightGradient(
          x.buffer, dy: dz.buffer, shape, into: dw.buffer, bias: db?.buffer)
      }
    }
    if db == nil { db = try dz.biasGradient(columns: shape.outChannels, wanted[2]) }
    return [dx, dw, db]
  }
  return z.recordedThrough(activation)
}

extension ConvTranspose2DShape {
  /// A transposed convolution of tensors of these shapes.
  ///
  /// - Throws: `EngineError.shape` where they do not fit, or the stride or a padding is out of
  ///   range.
  fileprivate init(
    _ x: Shape, _ weight: Shape, _ bias: Shape?, _ stride: (height: Int, width: Int),
    _ padding: (height: Int, width: Int), _ outputPadding: (height: Int, width: Int)
  ) throws(EngineError) {
    guard x.rank == 4, weight.rank == 4, x[3] == weight[0], bias == nil || bias == [weight[1]],
      stride.height > 0, stride.width > 0, padding.height >= 0, padding.width >= 0,
      (0..<stride.height).contains(outputPadding.height),
      (0..<stride.width).contains(outputPadding.width),
      (x[1] - 1) * stride.height + weight[2] + outputPadding.height > 2 * padding.height,
      (x[2] - 1) * stride.width + weight[3] + outputPadding.width > 2 * padding.width
    else {
      throw .shape(
        operation: "conv_transpose2d",
        expected: """
          (batch, height, width, inputs), inputs × outputs × a kernel that leaves some output, \
          outputs, and an output padding below the stride
          """,
        found: """
          \(x), \(weight) and \(bias.map { "\($0)" } ?? "no bias"), stride \
          \(stride.height)×\(stride.width), padding \(padding.height)×\(padding.width), output \
          padding \(outputPadding.height)×\(outputPadding.width)
          """)
    }
    self.init(
      input: (x[0], x[1], x[2], x[3]), outChannels: weight[1], kernel: (weight[2], weight[3]),
      stride: stride, padding: padding, outputPadding: outputPadding)
  }
}
