public import OpenCL

/// How the weight gradient of a convolution is done on a device.
public struct Conv2DWeightGradientPlan: Equatable, Codable, Sendable {
  public var family: DevicePlan.Family
  /// Floats in a vector.
  public var vectorWidth: Int
  /// Input channels in a work-item's register tile.
  public var rows: Int
  /// Vectors of output channels in a register tile.
  public var vectors: Int
  /// Parts of the sum over pixels that are computed side by side.
  public var splits: Int
  /// Register tiles that a work-item does.
  public var tiles: Int

  var panelWidth: Int { vectors * vectorWidth }

  public init(_ device: DevicePlan, _ shape: Conv2DShape) {
    // A vector of 4 masks what 1 to 3 output channels leave over.
    let width = [16, 8].first { $0 <= min(device.vectorWidth, shape.outChannels) } ?? 4
    let registers = device.vectorWidth >= 16 ? 16 : 8
    let rows = [8, 4, 2].first { $0 <= min(registers / 2, shape.channels) } ?? 1
    let vectors =
      [4, 2].first { $0 * rows <= registers && $0 * width <= shape.outChannels } ?? 1
    let allTiles = (shape.channels + rows - 1) / rows
    let tiles = min(8, allTiles)
    let panels = (shape.outChannels + vectors * width - 1) / (vectors * width)
    let tasks = (allTiles + tiles - 1) / tiles * panels
    family = .cpu
    vectorWidth = width
    (self.rows, self.vectors, self.tiles) = (rows, vectors, tiles)
    splits = max(
      1, min((4 * device.computeUnits + tasks - 1) / tasks, shape.batch * shape.outHeight))
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
    let tiles = (shape.channels + plan.rows - 1) / plan.rows
    let panels = (shape.outChannels + plan.panelWidth - 1) / plan.panelWidth
    let partial = try floats(
      plan.splits * panels * tiles * grid.taps * plan.rows * plan.panelWidth)
    let kernel = try kernel(
      "conv2d_weight_gradient", in: ["vector", "conv2d_grid", "conv2d_weight_gradient"],
      options: [
        "-D V=\(plan.vectorWidth)", "-D MR=\(plan.rows)", "-D NV=\(plan.vectors)",
      ])
    // About 128 pixels of both images stay in the fastest cache.
    let rowsPerBlock = max(1, 128 / shape.outWidth)
    try queue.launch(
      kernel, global: [(tiles + plan.tiles - 1) / plan.tiles, panels, plan.splits],
      local: [1, 1, 1],
      [
        .buffer(x), .buffer(dy), .buffer(partial), grid.argument, .int(plan.tiles),
        .int(rowsPerBlock),
      ])
    try launchElementwise(
      try self.kernel("conv2d_weight_gradient_sum", in: ["conv2d_weight_gradient_sum"]),
      count: shape.outChannels * shape.channels,
      [
        .buffer(partial), .buffer(dw), .int(shape.outChannels), .int(shape.channels),
        .int(grid.taps), .int(plan.panelWidth), .int(plan.rows), .int(plan.splits),
      ])
  }
}
