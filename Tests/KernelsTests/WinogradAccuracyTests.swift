import KernelCases
import Kernels
import TestSupport
import Testing

/// Winograd's rounding at every layer of VGG19, against sums in double precision.
@Suite struct WinogradAccuracyTests {
  /// Inputs, outputs and side of the layers' pictures.
  private static let layers = [
    (64, 64, 128), (64, 128, 64), (128, 128, 64), (128, 256, 32), (256, 256, 32),
    (256, 512, 16), (512, 512, 16), (512, 512, 8),
  ]

  /// A picture of (side, side, channels) with a border of zeros.
  private struct Picture {
    let side, channels: Int
    let values: [Float]

    func at(_ row: Int, _ column: Int, _ channel: Int) -> Double {
      (0..<side).contains(row) && (0..<side).contains(column)
        ? Double(values[(row * side + column) * channels + channel]) : 0
    }
  }

  /// The root of the mean square of the errors, by that of the values.
  private func relativeError(_ pairs: [(found: Float, truth: Double)]) -> Double {
    let errors = pairs.reduce(0) {
      $0 + (Double($1.found) - $1.truth) * (Double($1.found) - $1.truth)
    }
    return (errors / pairs.reduce(0) { $0 + $1.truth * $1.truth }).squareRoot()
  }

  @Test(arguments: Self.layers)
  func relativeErrorIsBelowOneInAHundredThousand(_ layer: (Int, Int, Int)) throws {
    let (inputs, outputs, side) = layer
    let shape = Conv2DShape(
      input: (1, side, side, inputs), outChannels: outputs, kernel: (3, 3), padding: (1, 1))
    let device = try testKernels()
    let plan = DevicePlan(
      family: device.plan.family, vectorWidth: device.plan.vectorWidth,
      computeUnits: device.plan.computeUnits, groupSize: device.plan.groupSize,
      convolution: .winograd)
    let kernels = Kernels(device.queue, plan: plan)
    guard case .winograd = Conv2DPlan(plan, .forward(shape)) else {
      Issue.record("Winograd does not take this shape")
      return
    }
    var random = CaseInputs(seed: 19)
    let x = Picture(
      side: side, channels: inputs, values: random.uniform(shape.inputCount, in: -1...1))
    let upstream = Picture(
      side: side, channels: outputs, values: random.uniform(shape.outputCount, in: -1...1))
    let weight = random.uniform(shape.weightCount, in: -1...1)
    func w(_ output: Int, _ input: Int, _ row: Int, _ column: Int) -> Double {
      Double(weight[((output * inputs + input) * 3 + row) * 3 + column])
    }

    let queue = kernels.queue
    let given = (
      x: try queue.makeBuffer(x.values), upstream: try queue.makeBuffer(upstream.values),
      weight: try queue.makeBuffer(weight)
    )
    let y = try kernels.floats(shape.outputCount)
    let dx = try kernels.floats(shape.inputCount)
    let dw = try kernels.floats(shape.weightCount)
    try kernels.conv2d(given.x, weight: given.weight, shape, into: y)
    try kernels.conv2dDataGradient(given.upstream, weight: given.weight, shape, into: dx)
    try kernels.conv2dWeightGradient(given.x, dy: given.upstream, shape, into: dw)
    let (foundY, foundDX, foundDW): ([Float], [Float], [Float]) = (
      try queue.read(y, count: shape.outputCount), try queue.read(dx, count: shape.inputCount),
      try queue.read(dw, count: shape.weightCount)
    )

    let rows = random.integers(60, in: 0..<side)
    let columns = random.integers(60, in: 0..<side)
    let forward = (0..<60).map { k in
      let (row, column, output) = (rows[k], columns[k], k * 7 % outputs)
      var sum = 0.0
      for input in 0..<inputs {
        for tap in 0..<9 {
          sum +=
            x.at(row + tap / 3 - 1, column + tap % 3 - 1, input)
            * w(output, input, tap / 3, tap % 3)
        }
      }
      return (found: foundY[(row * side + column) * outputs + output], truth: sum)
    }
    let data = (0..<60).map { k in
      let (row, column, input) = (rows[k], columns[k], k * 7 % inputs)
      var sum = 0.0
      for output in 0..<outputs {
        for tap in 0..<9 {
          sum +=
            upstream.at(row + 1 - tap / 3, column + 1 - tap % 3, output)
            * w(output, input, tap / 3, tap % 3)
        }
      }
      return (found: foundDX[(row * side + column) * inputs + input], truth: sum)
    }
    let weights = (0..<24).map { k in
      let (output, input, tap) = (k * 11 % outputs, k * 5 % inputs, k % 9)
      var sum = 0.0
      for row in 0..<side {
        for column in 0..<side {
          sum +=
            upstream.at(row, column, output)
            * x.at(row + tap / 3 - 1, column + tap % 3 - 1, input)
        }
      }
      return (found: foundDW[(output * inputs + input) * 9 + tap], truth: sum)
    }
    let errors = [relativeError(forward), relativeError(data), relativeError(weights)]
    print("winograd \(inputs) to \(outputs), \(side) × \(side): forward, data, weights \(errors)")
    #expect(errors.allSatisfy { $0 < 1e-5 })
  }
}
