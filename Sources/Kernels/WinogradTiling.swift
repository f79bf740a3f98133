import OpenCL

/// The tiles of 4 × 4 output pixels in which Winograd's algorithm does a convolution, or all phases of
/// a data gradient at once (`kernels/winograd.cl`).
struct WinogradTiling {
  let pass: Conv2DPass
  let grid: Conv2DGrid
  /// Channels of the input, and of the output.
  let channels: Int
  let outChannels: Int
  /// Places of the kernel that a phase has along an axis: 2 or 3.
  let taps: Int
  let rows: Int
  let columns: Int

  /// Tiles in all images.
  var count: Int { grid.batch * rows * columns }

  /// The places of a transformed tile, each of which is a plane in memory.
  var planes: Int { (taps + 3) * (taps + 3) }
  /// Bytes of a number in each of them.
  var planeBytes: Int { planes * MemoryLayout<Float>.stride }

  /// Bytes of its pixels of a channel, without those that it shares with its neighbours.
  static let tileBytes = 4 * 4 * MemoryLayout<Float>.stride

  /// Channels of the planes of the input: of all its phases, each filled up to whole vectors.
  func inputs(_ vectorWidth: Int) -> Int {
    grid.vertical.step * grid.horizontal.step * ceilDivide(channels, vectorWidth) * vectorWidth
  }

  /// Channels of the planes of the output.
  func outputs(_ vectorWidth: Int) -> Int {
    grid.vertical.outputs * grid.horizontal.outputs * ceilDivide(outChannels, vectorWidth)
      * vectorWidth
  }

  /// nil where a phase of the stride has not 2 or 3 places of the kernel along both axes.
  init?(_ pass: Conv2DPass) {
    let grid = pass.wholeGrid
    func taps(_ axis: Conv2DGrid.Axis) -> Int { ceilDivide(axis.kernel, axis.step) }
    guard 2...3 ~= taps(grid.vertical), taps(grid.horizontal) == taps(grid.vertical) else {
      return nil
    }
    self.pass = pass
    self.grid = grid
    self.taps = taps(grid.vertical)
    channels = grid.channels
    outChannels = grid.outChannels / (grid.vertical.outputs * grid.horizontal.outputs)
    rows = ceilDivide(grid.vertical.count, 4)
    columns = ceilDivide(grid.horizontal.count, 4)
  }

  /// Runs of tiles that are done one after the other, so that what they become stays in the cache.
  func chunks(_ plan: WinogradPlan, bytes: Int) -> [Range<Int>] {
    let length = chunkLength(vectorWidth: plan.vectorWidth, bytes: bytes)
    return stride(from: 0, to: count, by: length).map { $0..<min($0 + length, count) }
  }

  /// Tiles in a run of which all but the last are equally long.
  func chunkLength(vectorWidth v: Int, bytes: Int) -> Int {
    let most = max(1, bytes / (planeBytes * (inputs(v) + outputs(v))))
    return max(1, ceilDivide(count, ceilDivide(count, most)))
  }

  /// The product of a run of tiles with the weights, on GPUs.
  func product(tiles: Int) -> MatMulShape {
    MatMulShape(rows: tiles, columns: outputs(1), depth: inputs(1), batch: planes)
  }

  /// The product of a run of tiles with those of the output's gradient, on GPUs.
  func weightProduct(tiles: Int) -> MatMulShape {
    MatMulShape(
      rows: inputs(1), columns: outputs(1), depth: tiles, batch: planes, transposedA: true)
  }

  /// The fields of the kernels' structure, in its order.
  func argument(_ tiles: Range<Int>, room: Int) -> KernelArgument {
    let (v, h) = (grid.vertical, grid.horizontal)
    return .ints([
      v.input, h.input, channels, v.output, h.output, outChannels, v.start, h.start, v.outStart,
      h.outStart, v.step, h.step, v.outStep, h.outStep, rows, columns, tiles.lowerBound,
      tiles.count, room,
    ])
  }

  /// The fields of the structure of the weights' kernel.
  var weightFields: [Int] {
    let (v, h, layout) = (grid.vertical, grid.horizontal, pass.weightLayout)
    return [
      channels, outChannels, layout.outStep, layout.inStep, layout.height, layout.width,
      v.firstWeight, v.weightStep * v.step, h.firstWeight, h.weightStep * h.step, v.step, h.step,
      v.outputs, h.outputs,
    ]
  }

  /// The transformed weights, on GPUs.
  var transformedWeights: WeightForm {
    let items = inputs(1) * outputs(1)
    return WeightForm(
      kind: .transformed(taps: taps), fields: weightFields, items: items, count: planes * items)
  }
}
