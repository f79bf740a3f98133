import Kernels
import OpenCL
import Reference

/// `kernels/adam.cl` beside `Reference/Adam.swift`: three steps in a row.
public enum AdamCases: OperationCases {
  public static var checks: [KernelCase] {
    [1, 17, 1031, 5000].flatMap { count in
      [
        steps(count, AdamSettings(learningRate: 1e-3)),
        steps(count, from: 96, AdamSettings(learningRate: 2e-4, beta1: 0.5, weightDecay: 0.1)),
      ]
    }
  }

  public static var timings: [KernelCase] {
    [
      steps(1 << 18, AdamSettings(learningRate: 1e-3), number: 1),
      steps(1 << 26, AdamSettings(learningRate: 1e-3), number: 1),
    ]
  }

  /// - Parameter start: where the weights begin in their memory; the moments begin at a third of it in
  ///   theirs. What lies before must not change.
  private static func steps(
    _ count: Int, from start: Int = 0, _ settings: AdamSettings, number: Int = 3
  ) -> KernelCase {
    KernelCase(
      "adam",
      "adam \(count) from \(start), beta1 \(settings.beta1), decay \(settings.weightDecay)",
      traffic: [.read: count * number, .update: 3 * count * number]
    ) { (kernels) throws(OpenCLError) in
      var random = CaseInputs(seed: 11)
      let training = try Training(
        count, from: start, settings, steps: number, &random, on: kernels)
      try training.reset(on: kernels)
      return Trial(outputs: training.outputs) { () throws(OpenCLError) in
        for step in 1...number {
          try kernels.adam([training.run(at: step)], settings: settings, step: step)
        }
      }
    }
  }
}

/// Weights with their gradients of some steps.
private struct Training {
  private let start: Int
  private let weights: [Float]
  private let gradients: [[Float]]
  private let settings: AdamSettings
  private let before: Buffer
  private let changed: Buffer
  private let moment1: Buffer
  private let moment2: Buffer
  private let gradientBuffers: [Buffer]

  private var place: Range<Int> { start / 3..<start / 3 + weights.count }

  init(
    _ count: Int, from start: Int, _ settings: AdamSettings, steps: Int,
    _ random: inout CaseInputs, on kernels: Kernels
  ) throws(OpenCLError) {
    (self.start, self.settings) = (start, settings)
    weights = random.normal(count)
    var gradients: [[Float]] = []
    var buffers: [Buffer] = []
    for _ in 0..<steps {
      let gradient = random.normal(count)
      gradients.append(gradient)
      buffers.append(try kernels.queue.makeBuffer(Self.zeros(start / 3) + gradient))
    }
    (self.gradients, gradientBuffers) = (gradients, buffers)
    before = try kernels.queue.makeBuffer(Self.zeros(start) + weights)
    (moment1, moment2) = (
      try kernels.floats(start / 3 + count), try kernels.floats(start / 3 + count)
    )
    changed = try kernels.floats(start + count)
  }

  private static func zeros<Number: ExpressibleByIntegerLiteral>(_ count: Int) -> [Number] {
    Array(repeating: 0, count: count)
  }

  func reset(on kernels: Kernels) throws(OpenCLError) {
    for moment in [moment1, moment2] {
      try kernels.queue.fill(moment, with: Float(0), count: place.upperBound)
    }
    try kernels.queue.copy(
      before, to: changed, bytes: (start + weights.count) * MemoryLayout<Float>.stride)
  }

  /// - Parameter step: from 1.
  func run(at step: Int) -> AdamRun {
    AdamRun(
      weights: changed, start: start, gradient: gradientBuffers[step - 1], moment1: moment1,
      moment2: moment2, place: place)
  }

  var outputs: [Trial.Output] {
    [
      .init("weights", changed, start + weights.count) {
        Self.zeros(start) + expected().parameters
      },
      .init("first moment", moment1, place.upperBound) {
        Self.zeros(place.lowerBound) + expected().firstMoment
      },
      .init("second moment", moment2, place.upperBound) {
        Self.zeros(place.lowerBound) + expected().secondMoment
      },
    ]
  }

  private func expected() -> AdamReference {
    var adam = AdamReference(parameters: weights.map(Double.init))
    for gradient in gradients {
      adam.step(
        gradient: gradient.map(Double.init), learningRate: settings.learningRate,
        beta1: settings.beta1, beta2: settings.beta2, epsilon: settings.epsilon,
        weightDecay: settings.weightDecay)
    }
    return adam
  }
}
