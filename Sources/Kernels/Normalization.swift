public import OpenCL

/// Activations as batch and instance normalisation see them: groups × rows × channels, where a row
/// is a pixel and each group has its own statistics. All images are one group (batch), or each image
/// is one (instance).
public struct Normalization: Equatable, Sendable {
  public let groups: Int
  public let rows: Int
  public let channels: Int
  /// Pixels to one number of a mask.
  public let width: Int
  /// Added to the variance.
  public let epsilon: Float

  public init(groups: Int, rows: Int, channels: Int, width: Int = 1, epsilon: Float = 1e-5) {
    self.groups = groups
    self.rows = rows
    self.channels = channels
    self.width = width
    self.epsilon = epsilon
  }

  /// As batch normalisation sees (batch, height, width, channels).
  public static func batch(_ input: (Int, Int, Int, Int), epsilon: Float = 1e-5) -> Normalization {
    Normalization(
      groups: 1, rows: input.0 * input.1 * input.2, channels: input.3, epsilon: epsilon)
  }

  /// As instance normalisation sees (batch, height, width, channels); a mask is (batch, height).
  public static func instance(_ input: (Int, Int, Int, Int), epsilon: Float = 1e-5)
    -> Normalization
  {
    Normalization(
      groups: input.0, rows: input.1 * input.2, channels: input.3, width: input.2,
      epsilon: epsilon)
  }

  public var count: Int { groups * rows * channels }
  /// The number of means, and of variances.
  public var statisticsCount: Int { groups * channels }

  /// Rows to a work-item: about as many as there are blocks, but never a long sum.
  fileprivate var block: Int { min(max(64, Int(Double(rows).squareRoot())), 256) }
  fileprivate var blocks: Int { max(1, (rows + block - 1) / block) }
}

/// Mean and biased variance for every group and channel.
public struct Moments {
  public let mean: Buffer
  public let variance: Buffer
  /// What one row is of all that entered, 1 / number; nil where the statistics are constants.
  public let share: Buffer?

  public init(mean: Buffer, variance: Buffer, share: Buffer?) {
    self.mean = mean
    self.variance = variance
    self.share = share
  }
}

extension Kernels {
  /// The statistics of x, without the frames where the mask is 0.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  public func moments(_ x: Buffer, _ size: Normalization, mask: Buffer? = nil)
    throws(OpenCLError) -> Moments
  {
    let parts = size.statisticsCount * size.blocks
    let (mean, deviation, number) = (try floats(parts), try floats(parts), try floats(parts))
    try launchBlocks(
      "moments_blocks", size,
      [
        .buffer(x), .optional(mask), .buffer(mean), .buffer(deviation), .buffer(number),
        .int(size.width),
      ])
    let share = try floats(size.statisticsCount)
    let moments = Moments(
      mean: try floats(size.statisticsCount), variance: try floats(size.statisticsCount),
      share: share)
    try launchChannels(
      try normalizationKernel("moments_combine", size), channels: size.channels, rows: size.groups,
      [
        .buffer(mean), .buffer(deviation), .buffer(number), .buffer(moments.mean),
        .buffer(moments.variance), .buffer(share), .int(size.blocks),
      ])
    return moments
  }

  /// y = (x - mean) / √(variance + ε) · scale + shift.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func normalize(
    _ x: Buffer, _ size: Normalization, _ moments: Moments, scale: Buffer, shift: Buffer,
    into y: Buffer
  ) throws(OpenCLError) {
    try launchBlocks(
      "normalization_forward", size,
      [
        .buffer(x), .buffer(moments.mean), .buffer(moments.variance), .buffer(scale),
        .buffer(shift), .buffer(y), .float(size.epsilon),
        isPastCaches(size.count, channels: size.channels),
      ])
  }

  /// For every group and channel the sum of dy, and of dy times the normalised x.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  public func normalizationSums(
    _ dy: Buffer, x: Buffer, _ size: Normalization, _ moments: Moments
  ) throws(OpenCLError) -> (sum: Buffer, product: Buffer) {
    let parts = size.statisticsCount * size.blocks
    let (partSum, partProduct) = (try floats(parts), try floats(parts))
    try launchBlocks(
      "normalization_gradient_blocks", size,
      [
        .buffer(dy), .buffer(x), .buffer(moments.mean), .buffer(moments.variance),
        .buffer(partSum), .buffer(partProduct), .float(size.epsilon),
      ])
    let blocks = AxisView(outer: size.groups, length: size.blocks, inner: size.channels)
    let sums = (
      sum: try floats(size.statisticsCount), product: try floats(size.statisticsCount)
    )
    try sum(partSum, over: blocks, into: sums.sum)
    try sum(partProduct, over: blocks, into: sums.product)
    return sums
  }

  /// The gradient of x, through the statistics too unless they are constants.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func normalizationGradient(
    _ dy: Buffer, x: Buffer, _ size: Normalization, _ moments: Moments, mask: Buffer? = nil,
    scale: Buffer, sums: (sum: Buffer, product: Buffer), into dx: Buffer
  ) throws(OpenCLError) {
    try launchBlocks(
      "normalization_gradient", size,
      [
        .buffer(dy), .buffer(x), .optional(mask), .buffer(moments.mean),
        .buffer(moments.variance), .buffer(scale), .optional(moments.share), .buffer(sums.sum),
        .buffer(sums.product), .buffer(dx), .float(size.epsilon), .int(size.width),
        isPastCaches(size.count, channels: size.channels),
      ])
  }

  /// Launches a kernel over vectors of channels × blocks of rows.
  private func launchBlocks(
    _ name: String, _ size: Normalization, _ arguments: [KernelArgument]
  ) throws(OpenCLError) {
    try launchItems(
      try normalizationKernel(name, size),
      vectors: ceilDivide(size.channels, vectorWidth(for: size.channels) * vectorsAtOnce),
      rows: size.groups * size.blocks, inGroups: plan.family == .gpu,
      [
        .int(size.channels), .int(size.groups * size.blocks), .int(size.rows), .int(size.blocks),
        .int(size.block),
      ] + arguments)
  }

  private func normalizationKernel(_ name: String, _ size: Normalization) throws(OpenCLError)
    -> Kernel
  {
    try channelKernel(
      name, in: "normalization", beside: ["elements"], channels: size.channels,
      options: ["-D AT_ONCE=\(vectorsAtOnce)"])
  }

  /// Vectors of channels that a work-item does: on a CPU half a kilobyte of a row with vectors of 16, whose
  /// sums the nearest cache holds.
  private var vectorsAtOnce: Int { plan.family == .cpu ? 8 : 1 }
}
