import Kernels
import OpenCL
import Reference

/// `kernels/adam.cl` and `kernels/adam_group.cl` beside `Reference/Adam.swift`: three steps in a row.
public enum AdamCases: OperationCases {
  public static var checks: [KernelCase] {
    // The last are more than one launch takes together.
    [[1], [17], [1031], [3, 300, 256, 1, 1031, 257, 64, 2, 513]].flatMap { counts in
      [
        steps(counts, AdamSettings(learningRate: 1e-3)),
        steps(counts, AdamSettings(learningRate: 2e-4, beta1: 0.5, weightDecay: 0.1)),
      ]
    }
  }

  public static var timings: [KernelCase] {
    [
      steps([1 << 22], AdamSettings(learningRate: 1e-3), number: 1),
      steps(Array(repeating: 4096, count: 64), AdamSettings(learningRate: 1e-3), number: 1),
    ]
  }

  private static func steps(
    _ counts: [Int], _ settings: AdamSettings, number: Int = 3
  ) -> KernelCase {
    let title =
      Set(counts).count == 1 && counts.count > 1
      ? "\(counts.count) of \(counts[0])" : counts.map(String.init).joined(separator: " and ")
    return KernelCase(
      "adam", "adam \(title), beta1 \(settings.beta1), decay \(settings.weightDecay)",
      bytes: 28 * Double(counts.reduce(0, +) * number)
    ) { (kernels) throws(OpenCLError) in
      var random = CaseInputs(seed: 11)
      var parameters: [Training] = []
      for count in counts {
        parameters.append(try Training(count, settings, steps: number, &random, on: kernels))
      }
      return Trial(outputs: parameters.flatMap(\.outputs)) {
        [parameters] () throws(OpenCLError) in
        for parameter in parameters { try parameter.reset(on: kernels) }
        for step in 1...number {
          try kernels.adam(
            parameters.map { $0.buffers(at: step) }, settings: settings, step: step)
        }
      }
    }
  }
}

/// A parameter with its gradients of some steps.
private struct Training {
  private let weights: [Float]
  private let gradients: [[Float]]
  private let settings: AdamSettings
  private let start: Buffer
  private let changed: Buffer
  private let moment1: Buffer
  private let moment2: Buffer
  private let gradientBuffers: [Buffer]

  private var count: Int { weights.count }

  init(
    _ count: Int, _ settings: AdamSettings, steps: Int, _ random: inout CaseInputs,
    on kernels: Kernels
  ) throws(OpenCLError) {
    self.settings = settings
    weights = random.normal(count)
    var gradients: [[Float]] = []
    var buffers: [Buffer] = []
    for _ in 0..<steps {
      let gradient = random.normal(count)
      gradients.append(gradient)
      buffers.append(try kernels.queue.makeBuffer(gradient))
    }
    (self.gradients, gradientBuffers) = (gradients, buffers)
    start = try kernels.queue.makeBuffer(weights)
    (moment1, moment2) = (try kernels.floats(count), try kernels.floats(count))
    changed = try kernels.floats(count)
  }

  func reset(on kernels: Kernels) throws(OpenCLError) {
    try kernels.queue.fill(moment1, with: Float(0), count: count)
    try kernels.queue.fill(moment2, with: Float(0), count: count)
    try kernels.queue.copy(start, to: changed, bytes: count * MemoryLayout<Float>.stride)
  }

  /// - Parameter step: from 1.
  func buffers(at step: Int) -> AdamBuffers {
    AdamBuffers(
      weights: changed, gradient: gradientBuffers[step - 1], moment1: moment1, moment2: moment2,
      count: count)
  }

  var outputs: [Trial.Output] {
    [
      .init("weights", changed, count) { expected().parameters },
      .init("first moment", moment1, count) { expected().firstMoment },
      .init("second moment", moment2, count) { expected().secondMoment },
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
