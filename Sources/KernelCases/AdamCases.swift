import Kernels
import OpenCL
import Reference

/// `kernels/adam.cl` beside `Reference/Adam.swift`: three steps in a row.
public enum AdamCases: OperationCases {
  public static var checks: [KernelCase] {
    [1, 17, 1031].flatMap { count in
      [
        steps(count, AdamSettings(learningRate: 1e-3)),
        steps(count, AdamSettings(learningRate: 2e-4, beta1: 0.5, weightDecay: 0.1)),
      ]
    }
  }

  public static var timings: [KernelCase] {
    [steps(1 << 22, AdamSettings(learningRate: 1e-3), number: 1)]
  }

  private static func steps(_ count: Int, _ settings: AdamSettings, number: Int = 3) -> KernelCase {
    KernelCase(
      "adam", "adam \(count), beta1 \(settings.beta1), decay \(settings.weightDecay)",
      bytes: 28 * Double(count * number)
    ) { (kernels) throws(OpenCLError) in
      var random = CaseInputs(seed: 11)
      let weights = random.normal(count)
      let gradients = (0..<number).map { _ in random.normal(count) }
      var buffers: [Buffer] = []
      for gradient in gradients { buffers.append(try kernels.queue.makeBuffer(gradient)) }
      let start = try kernels.queue.makeBuffer(weights)
      let (m, v) = (try kernels.floats(count), try kernels.floats(count))
      let changed = try kernels.floats(count)
      func expected() -> AdamReference {
        var adam = AdamReference(parameters: weights.map(Double.init))
        for gradient in gradients {
          adam.step(
            gradient: gradient.map(Double.init), learningRate: settings.learningRate,
            beta1: settings.beta1, beta2: settings.beta2, epsilon: settings.epsilon,
            weightDecay: settings.weightDecay)
        }
        return adam
      }
      return Trial(outputs: [
        .init("weights", changed, count) { expected().parameters },
        .init("first moment", m, count) { expected().firstMoment },
        .init("second moment", v, count) { expected().secondMoment },
      ]) { [buffers] () throws(OpenCLError) in
        try kernels.queue.fill(m, with: Float(0), count: count)
        try kernels.queue.fill(v, with: Float(0), count: count)
        try kernels.queue.copy(start, to: changed, bytes: count * MemoryLayout<Float>.stride)
        for step in 1...number {
          try kernels.adam(
            changed, gradient: buffers[step - 1], moment1: m, moment2: v, count: count,
            settings: settings, step: step)
        }
      }
    }
  }
}
