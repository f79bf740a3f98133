import OpenCL

/// One launch of the convolution kernels (`kernels/conv2d_grid.cl`): a grid of output pixels that
/// collect windows of input pixels, and which rows and columns of the weights they use.
struct Conv2DGrid {
  /// Along one axis: how the grid lies in the input and in the output.
  struct Axis {
    var input: Int
    var output: Int
    /// Output pixels in this grid.
    var count: Int
    /// Kernel places in this grid.
    var kernel: Int
    /// Where the first window begins, and how far apart windows are.
    var start: Int
    var step: Int
    var outStart: Int
    var outStep: Int
    /// The weights' row or column at the window's first place, and from one place to the next.
    var firstWeight: Int
    var weightStep: Int
    /// Output pixels of one of this grid's; more than one where all phases of a stride are one grid.
    var outputs = 1
  }

  let batch: Int
  let channels: Int
  let outChannels: Int
  let vertical: Axis
  let horizontal: Axis

  /// The fields of the kernels' structure, in its order.
  var argument: KernelArgument {
    let (v, h) = (vertical, horizontal)
    return .ints([
      batch, v.input, h.input, channels, v.output, h.output, outChannels, v.count, h.count,
      v.kernel, h.kernel, v.step, h.step, v.start, h.start, v.outStep, h.outStep, v.outStart,
      h.outStart,
    ])
  }

  var pixels: Int { batch * vertical.count * horizontal.count }
  var taps: Int { vertical.kernel * horizontal.kernel }
  /// Terms of the sum that an output is.
  var depth: Int { taps * channels }

  /// The weights that it uses in panels of so many outputs, with the zeros after them
  /// (`kernels/conv2d_pack.cl`).
  func packed(_ layout: WeightLayout, width: Int) -> WeightForm {
    let (v, h) = (vertical, horizontal)
    let items = ceilDivide(outChannels, width) * channels * width
    return WeightForm(
      kind: .packed,
      fields: [
        width, channels, outChannels, v.kernel, h.kernel, layout.outStep, layout.inStep,
        layout.height, layout.width, v.firstWeight, v.weightStep, h.firstWeight, h.weightStep,
        v.outputs, h.outputs,
      ], items: items, count: taps * items + h.kernel * channels)
  }

  /// The grid of a forward convolution.
  static func forward(_ s: Conv2DShape) -> Conv2DGrid {
    Conv2DGrid(
      batch: s.batch, channels: s.channels, outChannels: s.outChannels,
      vertical: .forward(
        input: s.height, output: s.outHeight, kernel: s.kernelHeight, stride: s.strideHeight,
        padding: s.paddingHeight),
      horizontal: .forward(
        input: s.width, output: s.outWidth, kernel: s.kernelWidth, stride: s.strideWidth,
        padding: s.paddingWidth))
  }

  /// The one grid of its data gradient in which a pixel has those of all phases as its outputs: with
  /// q · stride = pixel + padding, rounded down, all phases see the window that ends at q.
  static func subpixels(_ s: Conv2DShape) -> Conv2DGrid {
    Conv2DGrid(
      batch: s.batch, channels: s.outChannels,
      outChannels: s.channels * s.strideHeight * s.strideWidth,
      vertical: .subpixels(
        input: s.outHeight, output: s.height, kernel: s.kernelHeight, stride: s.strideHeight,
        padding: s.paddingHeight),
      horizontal: .subpixels(
        input: s.outWidth, output: s.width, kernel: s.kernelWidth, stride: s.strideWidth,
        padding: s.paddingWidth))
  }

  /// The grids of its data gradient, one a phase of the stride: the gradient's pixels whose distance
  /// from the border has the same remainder use the same places of the kernel.
  static func dataGradient(_ s: Conv2DShape) -> [Conv2DGrid] {
    let rows = Axis.phases(
      input: s.outHeight, output: s.height, kernel: s.kernelHeight, stride: s.strideHeight,
      padding: s.paddingHeight)
    let columns = Axis.phases(
      input: s.outWidth, output: s.width, kernel: s.kernelWidth, stride: s.strideWidth,
      padding: s.paddingWidth)
    return rows.flatMap { vertical in
      columns.map { horizontal in
        Conv2DGrid(
          batch: s.batch, channels: s.outChannels, outChannels: s.channels, vertical: vertical,
          horizontal: horizontal)
      }
    }
  }
}

extension Conv2DGrid.Axis {
  fileprivate static func forward(
    input: Int, output: Int, kernel: Int, stride: Int, padding: Int
  ) -> Self {
    Self(
      input: input, output: output, count: output, kernel: kernel, start: -padding, step: stride,
      outStart: 0, outStep: 1, firstWeight: 0, weightStep: 1)
  }

  fileprivate static func subpixels(
    input: Int, output: Int, kernel: Int, stride: Int, padding: Int
  ) -> Self {
    let (first, places) = (padding / stride, ceilDivide(kernel, stride))
    return Self(
      input: input, output: output, count: (output - 1 + padding) / stride - first + 1,
      kernel: places, start: first - (places - 1), step: 1, outStart: first * stride - padding,
      outStep: stride, firstWeight: stride * (places - 1), weightStep: -stride, outputs: stride)
  }

  /// Output pixel h gets input pixel i times weight k where h + padding = i · stride + k, so k has
  /// the remainder of h + padding. Windows run upwards through i, so the weights downwards.
  fileprivate static func phases(
    input: Int, output: Int, kernel: Int, stride: Int, padding: Int
  ) -> [Self] {
    (0..<min(stride, output)).map { first in
      let remainder = (first + padding) % stride
      let places = max(0, (kernel - remainder + stride - 1) / stride)
      return Self(
        input: input, output: output, count: (output - first + stride - 1) / stride,
        kernel: places, start: (first + padding) / stride - (places - 1), step: 1,
        outStart: first, outStep: stride, firstWeight: remainder + stride * (places - 1),
        weightStep: -stride)
    }
  }
}
