public import OpenCL

/// How the weight gradient of a convolution is done on a device.
public struct Conv2DWeightGradientPlan: Equatable, Codable, Sendable {
  public enum Method: Equatable, Codable, Sendable {
    /// Register tiles of input × output channels; a work-item does several.
    case registers(RegisterTile, tilesEach: Int)
    /// A tile of the kernel's places and inputs × outputs a work-group.
    case group(GroupTile)
  }

  public var method: Method
  /// Parts of the sum over pixels that are computed side by side and added in a fixed order.
  public var splits: Int

  public init(method: Method, splits: Int) {
    (self.method, self.splits) = (method, splits)
  }

  public init(_ device: DevicePlan, _ shape: Conv2DShape) {
    let inputs = shape.channels
    let outputs = shape.outChannels
    switch device.family {
    case .cpu:
      // A vector of 4 masks what 1 to 3 output channels leave over.
      let v = [16, 8].first { $0 <= min(device.vectorWidth, outputs) } ?? 4
      let registers = device.vectorWidth >= 16 ? 16 : 8
      let rows = [8, 4, 2].first { $0 <= min(registers / 2, inputs) } ?? 1
      let vectors = [4, 2].first { $0 * rows <= registers && $0 * v <= outputs } ?? 1
      let tile = RegisterTile(rows: rows, vectors: vectors, vectorWidth: v)
      let tiles = ceilDivide(inputs, rows)
      let tilesEach = min(8, tiles)
      let tasks = ceilDivide(tiles, tilesEach) * ceilDivide(outputs, tile.columns)
      method = .registers(tile, tilesEach: tilesEach)
      splits = max(
        1, min(ceilDivide(4 * device.computeUnits, tasks), shape.batch * shape.outHeight))
    case .gpu:
      let rows = shape.kernelHeight * shape.kernelWidth * inputs
      let tile = GroupTile(device, rows: rows, columns: outputs)
      let tasks = ceilDivide(rows, tile.rows) * ceilDivide(outputs, tile.columns)
      method = .group(tile)
      splits = max(
        1, min(ceilDivide(4 * device.computeUnits, tasks), shape.outputPixels / 512))
    }
  }

  /// Partial sums are kept in blocks of inputs × outputs of this size.
  fileprivate func block(_ shape: Conv2DShape) -> (rows: Int, columns: Int) {
    switch method {
    case .registers(let tile, _): (tile.rows, tile.columns)
    case .group: (shape.channels, shape.outChannels)
    }
  }
}

extension Kernels {
  /// The gradient with respect to the weights of `conv2d` given that of its output, in PyTorch's
  /// layout.
  public func conv2dWeightGradient(
    _ x: Buffer, dy: Buffer, _ shape: Conv2DShape, into dw: Buffer,
    plan: Conv2DWeightGradientPlan? = nil
  ) throws(OpenCLError) {
    let plan = plan ?? Conv2DWeightGradientPlan(self.plan, shape)
    let grid = Conv2DGrid.forward(shape)
    let block = plan.block(shape)
    let tiles = ceilDivide(shape.channels, block.rows)
    let panels = ceilDivide(shape.outChannels, block.columns)
    let partial = try floats(
      plan.splits * tiles * panels * grid.taps * block.rows * block.columns)
    let arguments: [KernelArgument] = [
      .buffer(x), .buffer(dy), .buffer(partial), grid.argument,
    ]
    switch plan.method {
    case .registers(let tile, let tilesEach):
      // About 128 pixels of both images stay in the fastest cache.
      let rowsPerBlock = max(1, 128 / shape.outWidth)
      try queue.launch(
        try kernel(
          "conv2d_weight_gradient", in: ["vector", "conv2d_grid", "conv2d_weight_gradient"],
          options: tile.options),
        global: [ceilDivide(tiles, tilesEach), panels, plan.splits], local: [1, 1, 1],
        arguments + [.int(tilesEach), .int(rowsPerBlock)])
    case .group(let tile):
      let global = tile.global(
        rows: grid.taps * shape.channels, columns: shape.outChannels)
      try queue.launch(
        try kernel(
          "conv2d_weight_gradient_tiled",
          in: ["group_tile", "conv2d_grid", "conv2d_weight_gradient_tiled"],
          options: tile.options),
        global: global + [plan.splits], local: tile.group + [1], arguments)
    }
    try launchElementwise(
      try kernel("conv2d_weight_gradient_sum", in: ["conv2d_weight_gradient_sum"]),
      count: shape.outChannels * shape.channels,
      [
        .buffer(partial), .buffer(dw), .int(shape.outChannels), .int(shape.channels),
        .int(grid.taps), .int(block.columns), .int(block.rows), .int(plan.splits),
      ])
  }
}
