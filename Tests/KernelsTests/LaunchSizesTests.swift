import Kernels
import OpenCL
import TestSupport
import Testing

/// Launchers that are given more than kernels can count say so, and compute nothing. The buffers are
/// small: a launch that was let through would read and write beyond them.
@Suite struct LaunchSizesTests {
  private static let many = 1 << 32 + 2

  private typealias Launch = @Sendable (Kernels, Buffer) throws(OpenCLError) -> Void

  private static let launches: [(name: String, launch: Launch)] = [
    ("relu", { (k, b) throws(OpenCLError) in try k.activation(.relu, x: b, into: b, count: many) }),
    (
      "add",
      { (k, b) throws(OpenCLError) in try k.arithmetic(.add, b, b, into: b, count: many) }
    ),
    (
      "adam",
      { (k, b) throws(OpenCLError) in
        try k.adam(
          [AdamRun(weights: b, gradient: b, moment1: b, moment2: b, place: 0..<many)],
          settings: AdamSettings(learningRate: 1), step: 1)
      }
    ),
    (
      "softmax",
      { (k, b) throws(OpenCLError) in try k.softmax(b, into: b, rows: 1, columns: many) }
    ),
    (
      "copy_rows",
      { (k, b) throws(OpenCLError) in
        try k.copyRows([
          RowsCopy(b, width: many, at: 0, to: b, width: 1, at: 0, rows: 1, columns: 1)
        ])
      }
    ),
    (
      "permute",
      { (k, b) throws(OpenCLError) in
        try k.permute(b, shape: [many, 1, 1], order: [2, 1, 0], into: b)
      }
    ),
    (
      "mixup",
      { (k, b) throws(OpenCLError) in
        try k.mixup(b, lambda: b, partners: b, into: b, rows: 1 << 16, columns: 1 << 16)
      }
    ),
    (
      "random_normal",
      { (k, b) throws(OpenCLError) in
        try k.randomNormal(
          RandomStream(seed: 1, stream: 1), into: b, RandomSamples(1, of: many))
      }
    ),
    (
      "dropout",
      { (k, b) throws(OpenCLError) in
        try k.dropout(
          b, probability: 0.5, random: RandomStream(seed: 1, stream: 1), into: b,
          RandomSamples(many, of: 1))
      }
    ),
    (
      "maxpool2d",
      { (k, b) throws(OpenCLError) in
        try k.maxPool2D(
          b, Pool2D(input: (1 << 20, 1 << 14, 2, 1), kernel: (2, 2), stride: (2, 2)), into: b,
          index: b)
      }
    ),
    (
      "avgpool2d",
      { (k, b) throws(OpenCLError) in
        try k.adaptiveAvgPool2D(
          b, AdaptivePool2D(input: (many, 4, 4, 1), output: (1, 1)), into: b)
      }
    ),
    (
      "pad",
      { (k, b) throws(OpenCLError) in
        try k.pad(
          b,
          Pad(input: (1, 1, 1, 1), top: many, bottom: 0, left: 0, right: 0, mode: .zero),
          into: b)
      }
    ),
    (
      "sum_blocks",
      { (k, b) throws(OpenCLError) in
        try k.sum(b, over: AxisView(outer: many, length: 1, inner: 1), into: b)
      }
    ),
    (
      "spread",
      { (k, b) throws(OpenCLError) in
        try k.spread(b, over: AxisView(outer: 1, length: 1, inner: many), into: b)
      }
    ),
    (
      "normalization",
      { (k, b) throws(OpenCLError) in
        try k.normalize(
          b, Normalization(groups: 1, rows: 1, channels: many),
          Moments(mean: b, variance: b, share: nil), scale: b, shift: b, into: b)
      }
    ),
    (
      "matmul",
      { (k, b) throws(OpenCLError) in
        try k.matmul(b, b, MatMulShape(rows: many, columns: 1, depth: 1), into: b)
      }
    ),
    (
      "conv2d",
      { (k, b) throws(OpenCLError) in
        try k.conv2d(
          b, weight: b, Conv2DShape(input: (many, 1, 1, 1), outChannels: 1, kernel: (1, 1)),
          into: b)
      }
    ),
    (
      "lstm",
      { (k, b) throws(OpenCLError) in
        _ = try k.lstm(
          projection: LSTMProjection(b), weightHH: b, h0: nil, c0: nil, mask: nil,
          LSTM(batch: 1 << 24, steps: 1 << 8, hidden: 1), into: b, last: (b, b))
      }
    ),
    (
      "tsne",
      { (k, b) throws(OpenCLError) in
        try k.tsneForces(affinities: b, y: b, points: many, into: b)
      }
    ),
  ]

  @Test(arguments: DevicePlan.Family.allCases, launches.map(\.name))
  func areRefused(family: DevicePlan.Family, name: String) throws {
    let kernels = try testKernels(family: family)
    let buffer = try kernels.queue.makeBuffer([Float](repeating: 0, count: 64))
    let launch = try #require(Self.launches.first { $0.name == name }).launch
    let error = try #require(throws: OpenCLError.self) { try launch(kernels, buffer) }
    guard case .tooLarge = error else { throw error }
    #expect(error.description.contains(name), "\(error)")
  }
}
