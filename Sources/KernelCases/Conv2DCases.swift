import Kernels
import OpenCL
import Reference

/// `kernels/conv2d*.cl` and `bias_gradient.cl` beside `Reference/Conv2D.swift`.
public enum Conv2DCases: OperationCases {
  public static var checks: [KernelCase] {
    shapes.map { check($0, by: .direct) } + windows.map { check($0, by: .winograd) }
  }

  private static let shapes = [
    Conv2DShape(input: (1, 1, 1, 1), outChannels: 1, kernel: (3, 3), padding: (1, 1)),
    Conv2DShape(input: (2, 7, 5, 3), outChannels: 5, kernel: (3, 3), padding: (1, 1)),
    Conv2DShape(
      input: (1, 13, 11, 17), outChannels: 33, kernel: (4, 4), stride: (2, 2), padding: (1, 1)),
    Conv2DShape(
      input: (1, 9, 6, 5), outChannels: 65, kernel: (5, 5), stride: (2, 2), padding: (2, 2)),
    Conv2DShape(
      input: (1, 6, 7, 2), outChannels: 3, kernel: (3, 5), stride: (1, 2), padding: (1, 2)),
    Conv2DShape(input: (2, 5, 6, 4), outChannels: 7, kernel: (2, 2), stride: (3, 3)),
    Conv2DShape(input: (1, 3, 4, 37), outChannels: 19, kernel: (1, 1)),
    Conv2DShape(input: (1, 5, 6, 35), outChannels: 1, kernel: (3, 3), padding: (1, 1)),
    Conv2DShape(input: (1, 8, 8, 16), outChannels: 64, kernel: (3, 3), padding: (1, 1)),
    Conv2DShape(input: (2, 2, 3, 9), outChannels: 4, kernel: (5, 5), padding: (2, 2)),
    Conv2DShape(
      input: (1, 16, 8, 2), outChannels: 32, kernel: (4, 4), stride: (2, 2), padding: (1, 1)),
    Conv2DShape(
      input: (3, 12, 8, 1), outChannels: 16, kernel: (8, 8), stride: (4, 4), padding: (2, 2)),
  ]

  /// Kernels of which a phase of the stride has 2 × 2 or 3 × 3 places: images, channels and outputs that
  /// fill no tile and no vector, one pixel, one channel, every border, more tiles than a chunk has, and sums that are split.
  private static let windows =
    [
      ((1, 1, 1, 1), 1, 3, 1, 1), ((2, 7, 5, 3), 5, 3, 1, 1), ((1, 9, 6, 17), 33, 3, 1, 0),
      ((2, 4, 8, 16), 64, 3, 1, 2), ((1, 5, 6, 35), 1, 3, 1, 1), ((1, 3, 3, 20), 7, 3, 1, 0),
      ((3, 21, 18, 5), 16, 3, 1, 1), ((1, 6, 7, 2), 3, 3, 1, 3), ((2, 13, 12, 17), 33, 4, 2, 1),
      ((1, 17, 24, 3), 18, 8, 4, 2), ((1, 11, 8, 16), 5, 5, 2, 2), ((2, 5, 6, 4), 3, 2, 1, 0),
      ((1, 8, 9, 2), 4, 3, 2, 1), ((1, 96, 90, 1), 1, 3, 1, 1), ((1, 4, 4, 515), 1, 3, 1, 1),
    ].map { input, outputs, kernel, stride, padding in
      Conv2DShape(
        input: input, outChannels: outputs, kernel: (kernel, kernel), stride: (stride, stride),
        padding: (padding, padding))
    } + [
      Conv2DShape(
        input: (1, 9, 13, 6), outChannels: 10, kernel: (3, 6), stride: (1, 2), padding: (1, 2))
    ]

  public static var timings: [KernelCase] {
    // VGG19's layers, and those of the augmentor's encoder.
    let vgg = [
      (1, 64, 128), (64, 64, 128), (64, 128, 64), (128, 128, 64), (128, 256, 32),
      (256, 256, 32), (256, 512, 16), (512, 512, 16), (512, 512, 8),
    ]
    let encoder = [(2, 32, 512, 128), (32, 64, 256, 64), (64, 128, 128, 32)]
    var cases: [KernelCase] = []
    for (inputs, outputs, side) in vgg {
      let shape = Conv2DShape(
        input: (32, side, side, inputs), outChannels: outputs, kernel: (3, 3), padding: (1, 1))
      cases += timed(
        "conv3x3_b32_\(inputs)to\(outputs)_\(side)x\(side)", shape, isFirst: inputs == 1)
    }
    for (inputs, outputs, height, width) in encoder {
      let shape = Conv2DShape(
        input: (16, height, width, inputs), outChannels: outputs, kernel: (4, 4),
        stride: (2, 2), padding: (1, 1))
      cases += timed(
        "conv4x4s2_b16_\(inputs)to\(outputs)_\(height)x\(width)", shape,
        isFirst: inputs == 2)
    }
    return cases
  }

  private enum Algorithm: String {
    case direct, winograd

    /// Winograd's transforms add and subtract multiples of up to eight times the values, so that
    /// rounding errors are some ten times those of the sum itself.
    var tolerance: Double { self == .direct ? 4e-6 : 2e-5 }

    func plans(_ device: DevicePlan) -> [Conv2DPlan] {
      let choices = Conv2DPlan.choices(device).filter {
        if case .winograd = $0 { self == .winograd } else { self == .direct }
      }
      guard self == .winograd else { return choices }
      // What tiles the products have on a GPU is the products' matter: those of MatMulCases.
      let distinct = device.family == .gpu ? Array(choices.suffix(1)) : choices
      return distinct.flatMap { plan in
        guard case .winograd(let whole) = plan else { return [plan] }
        return [plan, .winograd(whole.inSmallParts)]
      }
    }

    func weightGradientPlans(_ device: DevicePlan, _ shape: Conv2DShape)
      -> [Conv2DWeightGradientPlan]
    {
      var forced = device
      forced.convolution = self == .direct ? .direct : .winograd
      let plan = Conv2DWeightGradientPlan(forced, shape)
      guard case .winograd(let whole) = plan else { return [plan] }
      return [plan, .winograd(whole.inSmallParts)]
    }
  }

  /// Forward with a fused activation, and every gradient, under every plan.
  private static func check(_ shape: Conv2DShape, by algorithm: Algorithm) -> KernelCase {
    KernelCase(
      "conv2d", "\(shape), \(algorithm)", tolerance: algorithm.tolerance
    ) { (kernels) throws(OpenCLError) in
      let inputs = Inputs(shape)
      let given = try inputs.buffers(kernels)
      let plans = algorithm.plans(kernels.plan)
      var results: [(y: Buffer, dx: Buffer)] = []
      for _ in plans {
        results.append(
          (try kernels.floats(shape.outputCount), try kernels.floats(shape.inputCount)))
      }
      let weightPlans = algorithm.weightGradientPlans(kernels.plan, shape)
      var gradients: [(dw: Buffer, db: Buffer)] = []
      for _ in weightPlans {
        gradients.append(
          (try kernels.floats(shape.weightCount), try kernels.floats(shape.outChannels)))
      }
      var outputs: [Trial.Output] = []
      for (plan, result) in zip(plans, results) {
        outputs += [
          Trial.Output("y with \(plan)", result.y, shape.outputCount, expected: inputs.forward),
          Trial.Output(
            "dx with \(plan)", result.dx, shape.inputCount, expected: inputs.gatedDataGradient),
        ]
      }
      for (plan, result) in zip(weightPlans, gradients) {
        outputs += [
          Trial.Output(
            "dw with \(plan)", result.dw, shape.weightCount, expected: inputs.weightGradient),
          Trial.Output(
            "db with \(plan)", result.db, shape.outChannels, expected: inputs.biasGradient),
        ]
      }
      return Trial(outputs: outputs) { () throws(OpenCLError) in
        for (plan, result) in zip(plans, results) {
          try kernels.conv2d(
            given.x, weight: given.weight, bias: given.bias, shape,
            activation: inputs.activation, into: result.y, plan: plan)
          try kernels.conv2dDataGradient(
            given.dy, weight: given.weight, shape,
            gate: Gate(given.x, slope: inputs.gateSlope), into: result.dx, plan: plan)
        }
        for (plan, result) in zip(weightPlans, gradients) {
          try kernels.conv2dWeightGradient(
            given.x, dy: given.dy, shape, into: result.dw, bias: result.db, plan: plan)
        }
      }
    }
  }

  /// Forward alone, and forward with the gradients that training needs; the first layer of a model
  /// needs none of its input.
  private static func timed(_ name: String, _ shape: Conv2DShape, isFirst: Bool) -> [KernelCase] {
    [false, true].map { backward in
      let passes = !backward ? 1.0 : isFirst ? 2 : 3
      return KernelCase(
        "conv2d", name + (backward ? "_fwd_bwd" : "_fwd"), tolerance: 1e-5,
        flops: passes * shape.flops,
        traffic: Traffic(
          bytes: 4 * passes * Double(shape.inputCount + shape.outputCount + shape.weightCount))
      ) { (kernels) throws(OpenCLError) in
        let inputs = Inputs(shape, activation: .identity)
        let given = try inputs.buffers(kernels)
        let y = try kernels.floats(shape.outputCount)
        var outputs = [Trial.Output("y", y, shape.outputCount, expected: inputs.forward)]
        guard backward else {
          return Trial(outputs: outputs) { () throws(OpenCLError) in
            try kernels.conv2d(
              given.x, weight: given.weight, bias: given.bias, shape, into: y)
          }
        }
        let dx = isFirst ? nil : try kernels.floats(shape.inputCount)
        let dw = try kernels.floats(shape.weightCount)
        let db = try kernels.floats(shape.outChannels)
        if let dx {
          outputs.append(
            Trial.Output("dx", dx, shape.inputCount, expected: inputs.dataGradient))
        }
        outputs += [
          Trial.Output("dw", dw, shape.weightCount, expected: inputs.weightGradient),
          Trial.Output("db", db, shape.outChannels, expected: inputs.biasGradient),
        ]
        return Trial(outputs: outputs) { () throws(OpenCLError) in
          try kernels.conv2d(given.x, weight: given.weight, bias: given.bias, shape, into: y)
          if let dx {
            try kernels.conv2dDataGradient(given.dy, weight: given.weight, shape, into: dx)
          }
          try kernels.conv2dWeightGradient(given.x, dy: given.dy, shape, into: dw, bias: db)
        }
      }
    }
  }
}

extension WinogradPlan {
  /// The same in many parts.
  fileprivate var inSmallParts: WinogradPlan {
    switch self {
    case .phases(let registers, _): .phases(registers.inSmallParts, chunkBytes: 0)
    case .fused(let registers, _): .fused(registers.inSmallParts, blockTiles: 1)
    // Some tiles a chunk: for one, a work-group would do nothing but fill up.
    case .groups(let tile, _): .groups(tile, chunkBytes: 1 << 16)
    }
  }
}

extension WinogradPlan.Registers {
  fileprivate var inSmallParts: Self {
    Self(tile: tile, tilesEach: tilesEach, depth: tile.vectorWidth)
  }
}

/// The inputs of one case and what the reference makes of them.
private struct Inputs {
  let shape: Conv2DShape
  let activation: Activation
  let gateSlope: Float = 0.25
  private let x: [Float]
  private let weight: [Float]
  private let bias: [Float]
  private let dy: [Float]

  init(_ shape: Conv2DShape, activation: Activation = .leakyRelu(slope: 0.2)) {
    var random = CaseInputs(seed: 41)
    self.shape = shape
    self.activation = activation
    x = random.normal(shape.inputCount)
    weight = random.normal(shape.weightCount)
    bias = random.normal(shape.outChannels)
    dy = random.normal(shape.outputCount)
  }

  func buffers(_ kernels: Kernels) throws(OpenCLError) -> (
    x: Buffer, weight: Buffer, bias: Buffer, dy: Buffer
  ) {
    let queue = kernels.queue
    return (
      try queue.makeBuffer(x), try queue.makeBuffer(weight), try queue.makeBuffer(bias),
      try queue.makeBuffer(dy)
    )
  }

  func forward() -> [Double] {
    let y = Conv2DReference.forward(
      x: doubles(x), size: size, weight: doubles(weight), bias: doubles(bias),
      outChannels: shape.outChannels, kernel: kernel, stride: stride, padding: padding
    ).y
    return ActivationCases.reference(activation).forward(y)
  }

  func dataGradient() -> [Double] {
    Conv2DReference.dataGradient(
      gradY: doubles(dy), size: size, weight: doubles(weight), outChannels: shape.outChannels,
      kernel: kernel, stride: stride, padding: padding)
  }

  /// What is left of the data gradient behind a leaky rectifier that put out x.
  func gatedDataGradient() -> [Double] {
    zip(dataGradient(), x).map { $1 > 0 ? $0 : Double(gateSlope) * $0 }
  }

  func weightGradient() -> [Double] {
    Conv2DReference.weightGradient(
      x: doubles(x), gradY: doubles(dy), size: size, outChannels: shape.outChannels,
      kernel: kernel, stride: stride, padding: padding)
  }

  func biasGradient() -> [Double] {
    Conv2DReference.biasGradient(gradY: doubles(dy), outChannels: shape.outChannels)
  }

  private func doubles(_ values: [Float]) -> [Double] { values.map(Double.init) }
  private var size: Images {
    Images(
      batch: shape.batch, height: shape.height, width: shape.width, channels: shape.channels)
  }
  private var kernel: Extent2D { Extent2D(shape.kernelHeight, shape.kernelWidth) }
  private var stride: Extent2D { Extent2D(shape.strideHeight, shape.strideWidth) }
  private var padding: Extent2D { Extent2D(shape.paddingHeight, shape.paddingWidth) }
}
