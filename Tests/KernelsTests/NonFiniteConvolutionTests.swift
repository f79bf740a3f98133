import Kernels
import OpenCL
import Reference
import TestSupport
import Testing

@testable import KernelCases

/// NaN and infinities through convolutions, under every plan.
@Suite struct NonFiniteConvolutionTests {
  /// Outputs that fill no vector and no tile, and phases of a stride; Winograd's algorithm takes each.
  private static let shapes = [
    Conv2DShape(input: (2, 9, 10, 20), outChannels: 37, kernel: (3, 3), padding: (1, 1)),
    Conv2DShape(
      input: (2, 10, 6, 5), outChannels: 18, kernel: (4, 4), stride: (2, 2), padding: (1, 1)),
  ]

  /// By the bias, which reaches the activation as it is; and the gradient of a rectifier by what that
  /// put out.
  @Test(arguments: kernelForms, shapes)
  func activations(device: DevicePlan, shape: Conv2DShape) throws {
    let kernels = Kernels(try testKernels().queue, plan: device)
    let transposed = ConvTranspose2DShape(
      input: (shape.batch, shape.outHeight, shape.outWidth, shape.outChannels),
      outChannels: shape.channels, kernel: (shape.kernelHeight, shape.kernelWidth),
      stride: (shape.strideHeight, shape.strideWidth),
      padding: (shape.paddingHeight, shape.paddingWidth))
    var random = CaseInputs(seed: 2)
    let (x, weight) = (random.normal(shape.inputCount), random.normal(shape.weightCount))
    let dy = random.normal(shape.outputCount)
    let bias = special.repeated(shape.outChannels)
    let outputBias = special.repeated(shape.channels)
    let gate = special.repeated(shape.inputCount)
    let layer = ConvolutionReference(shape)
    let (y, dx) = (layer.forward(x, weight, bias), layer.dataGradient(dy, weight))
    let transposedY = zip(dx, outputBias.repeated(dx.count)).map { $0 + Double($1) }
    for (f, plan) in rectifiers.beside(Conv2DPlan.choices(device)) {
      try expectAgreement(
        KernelCase(
          "conv2d", "\(shape), \(f), \(plan)", tolerance: 2e-5,
          inputs: { [x, weight, bias, dy, gate, outputBias] },
          outputs: [
            ("y", y.count), ("dx", dx.count), ("transposed", transposed.outputCount),
          ],
          run: { (kernels, given, results) throws(OpenCLError) in
            try kernels.conv2d(
              given[0], weight: given[1], bias: given[2], shape, activation: f,
              into: results[0], plan: plan)
            try kernels.conv2dDataGradient(
              given[3], weight: given[1], shape, gate: Gate(given[4], slope: f.slope),
              into: results[1], plan: plan)
            try kernels.convTranspose2d(
              given[3], weight: given[1], bias: given[5], transposed, activation: f,
              into: results[2], plan: plan)
          },
          expected: {
            let f = ActivationCases.reference(f)
            return [f.forward(y), f.gradient(dx, $0[4]), f.forward(transposedY)]
          }), on: kernels)
    }
  }

  /// By the pictures. Winograd's transforms subtract neighbours from each other, so that an infinity
  /// becomes NaN there and reaches all of its tile: nothing is hidden, and the picture without any stays
  /// as it is.
  @Test(arguments: kernelForms, shapes)
  func pictures(device: DevicePlan, shape: Conv2DShape) throws {
    let kernels = Kernels(try testKernels().queue, plan: device)
    var random = CaseInputs(seed: 3)
    // All in the first one.
    func spoilt(_ count: Int) -> [Float] {
      random.normal(count).with([
        2: .nan, count / 6 + 2: .infinity, count / 3 + 2: -.infinity,
      ])
    }
    let (x, dy) = (spoilt(shape.inputCount), spoilt(shape.outputCount))
    let weight = random.normal(shape.weightCount)
    let gate: [Float] = [0, 1, -.infinity, 1, .nan, -1, 1, .infinity].repeated(shape.inputCount)
    let layer = ConvolutionReference(shape)
    let truth = (y: layer.forward(x, weight, nil), dx: layer.dataGradient(dy, weight))
    let queue = kernels.queue
    let given = (
      x: try queue.makeBuffer(x), dy: try queue.makeBuffer(dy),
      weight: try queue.makeBuffer(weight), gate: try queue.makeBuffer(gate)
    )
    for (activation, plan) in rectifiers.beside(Conv2DPlan.choices(device)) {
      let y = try kernels.floats(shape.outputCount)
      let dx = try kernels.floats(shape.inputCount)
      try kernels.conv2d(
        given.x, weight: given.weight, shape, activation: activation, into: y, plan: plan)
      try kernels.conv2dDataGradient(
        given.dy, weight: given.weight, shape, gate: Gate(given.gate, slope: activation.slope),
        into: dx, plan: plan)
      let found: (y: [Float], dx: [Float]) = (
        try queue.read(y, count: shape.outputCount), try queue.read(dx, count: shape.inputCount)
      )
      let f = ActivationCases.reference(activation)
      let isWinograd = if case .winograd = plan { true } else { false }
      expectNothingHidden(found.y, f.forward(truth.y), "\(activation), \(plan)") {
        isWinograd && $0 < found.y.count / 2
      }
      expectNothingHidden(
        found.dx, f.gradient(truth.dx, gate.map(Double.init)),
        "gradient of \(activation), \(plan)"
      ) { isWinograd && $0 < found.dx.count / 2 }
      // Where a ReLU put out nothing, nothing comes through.
      let closed = zip(found.dx, gate).filter { $0.1 <= 0 }
      #expect(activation != .relu || closed.allSatisfy { $0.0 == 0 }, "\(plan)")
    }
  }

  /// NaN of an input or output reaches all of its weights that saw it, in Winograd's tiles a few more of
  /// the same, and no others.
  @Test(arguments: kernelForms, shapes)
  func weightGradients(device: DevicePlan, shape: Conv2DShape) throws {
    let kernels = Kernels(try testKernels().queue, plan: device)
    func middle(_ height: Int, _ width: Int, _ channels: Int, channel: Int) -> Int {
      (height / 2 * width + width / 2) * channels + channel
    }
    var random = CaseInputs(seed: 4)
    let x = random.normal(shape.inputCount)
      .with([middle(shape.height, shape.width, shape.channels, channel: 2): .nan])
    let dy = random.normal(shape.outputCount)
      .with([middle(shape.outHeight, shape.outWidth, shape.outChannels, channel: 3): .nan])
    let layer = ConvolutionReference(shape)
    let truth = (dw: layer.weightGradient(x, dy), db: layer.biasGradient(dy))
    let queue = kernels.queue
    let given = (x: try queue.makeBuffer(x), dy: try queue.makeBuffer(dy))
    let taps = shape.kernelHeight * shape.kernelWidth
    for plan in Conv2DWeightGradientPlan.starts(device, shape) {
      let dw = try kernels.floats(shape.weightCount)
      let db = try kernels.floats(shape.outChannels)
      try kernels.conv2dWeightGradient(
        given.x, dy: given.dy, shape, into: dw, bias: db, plan: plan)
      let isWinograd = if case .winograd = plan { true } else { false }
      expectNothingHidden(
        try queue.read(dw, count: shape.weightCount), truth.dw, "weights, \(plan)"
      ) {
        let (output, input) = ($0 / taps / shape.channels, $0 / taps % shape.channels)
        return isWinograd && (output == 3 || input == 2)
      }
      expectNothingHidden(
        try queue.read(db, count: shape.outChannels), truth.db, "bias, \(plan)"
      ) { _ in false }
    }
  }

  /// - Parameter mayBeNone: whether an element may be no number though it should be one.
  private func expectNothingHidden(
    _ found: [Float], _ expected: [Double], _ name: String, mayBeNone: (Int) -> Bool
  ) {
    let scale = expected.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    let wrong = found.indices.filter { place in
      let (value, truth) = (Double(found[place]), expected[place])
      if !value.isFinite, mayBeNone(place) { return false }
      if truth.isFinite { return !(abs(value - truth) <= 2e-5 * scale) }
      return value != truth && !(value.isNaN && truth.isNaN)
    }
    #expect(wrong.isEmpty, "\(name): \(wrong.count) wrong, the first at \(wrong.first ?? 0)")
    #expect(Set(expected.map(\.isFinite)).count == 2)
  }
}

extension Activation {
  fileprivate var slope: Float { if case .leakyRelu(let slope) = self { slope } else { 0 } }
}

/// A convolution by the reference.
private struct ConvolutionReference {
  let shape: Conv2DShape

  init(_ shape: Conv2DShape) { self.shape = shape }

  func forward(_ x: [Float], _ weight: [Float], _ bias: [Float]?) -> [Double] {
    Conv2DReference.forward(
      x: x.map(Double.init), size: size, weight: weight.map(Double.init),
      bias: bias?.map(Double.init), outChannels: shape.outChannels, kernel: kernel,
      stride: stride, padding: padding
    ).y
  }

  func dataGradient(_ dy: [Float], _ weight: [Float]) -> [Double] {
    Conv2DReference.dataGradient(
      gradY: dy.map(Double.init), size: size, weight: weight.map(Double.init),
      outChannels: shape.outChannels, kernel: kernel, stride: stride, padding: padding)
  }

  func weightGradient(_ x: [Float], _ dy: [Float]) -> [Double] {
    Conv2DReference.weightGradient(
      x: x.map(Double.init), gradY: dy.map(Double.init), size: size,
      outChannels: shape.outChannels, kernel: kernel, stride: stride, padding: padding)
  }

  func biasGradient(_ dy: [Float]) -> [Double] {
    Conv2DReference.biasGradient(gradY: dy.map(Double.init), outChannels: shape.outChannels)
  }

  private var size: Images {
    Images(
      batch: shape.batch, height: shape.height, width: shape.width, channels: shape.channels)
  }
  private var kernel: Extent2D { Extent2D(shape.kernelHeight, shape.kernelWidth) }
  private var stride: Extent2D { Extent2D(shape.strideHeight, shape.strideWidth) }
  private var padding: Extent2D { Extent2D(shape.paddingHeight, shape.paddingWidth) }
}
