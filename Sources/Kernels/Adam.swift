import Foundation
public import OpenCL

/// The constants of Adam; the defaults are the paper's and PyTorch's.
public struct AdamSettings: Equatable, Sendable {
  public var learningRate: Double
  public var beta1: Double
  public var beta2: Double
  public var epsilon: Double
  /// Decoupled weight decay; 0 leaves plain Adam.
  public var weightDecay: Double

  public init(
    learningRate: Double, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    weightDecay: Double = 0
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.weightDecay = weightDecay
  }
}

/// A parameter of Adam on a device: `count` weights, their gradient, and the running means of that and of
/// its square.
public struct AdamBuffers {
  let weights: Buffer
  let gradient: Buffer
  let moment1: Buffer
  let moment2: Buffer
  let count: Int

  public init(
    weights: Buffer, gradient: Buffer, moment1: Buffer, moment2: Buffer, count: Int
  ) {
    (self.weights, self.gradient) = (weights, gradient)
    (self.moment1, self.moment2, self.count) = (moment1, moment2, count)
  }

  /// Seven streams of memory.
  fileprivate var bytes: Int { 7 * count * MemoryLayout<Float>.stride }

  fileprivate var arguments: [KernelArgument] {
    [weights, gradient, moment1, moment2].map { .buffer($0) }
  }
}

extension Kernels {
  /// Step number `step` (from 1) of some parameters, in place: seven streams of memory instead of eight,
  /// since fresh memory is read before it is written.
  ///
  /// - Throws: `OpenCLError` where a kernel cannot be built or enqueued.
  public func adam(
    _ parameters: [AdamBuffers], settings: AdamSettings, step: Int
  ) throws(OpenCLError) {
    let constants = settings.constants(step: step)
    // A GPU's launch takes as long as the step of so many weights.
    let isSmall = { self.plan.family == .gpu && $0 <= 1 << 20 }
    for parameter in parameters where !isSmall(parameter.count) {
      try launchElementwise(
        try kernel("adam", in: ["adam"]), count: parameter.count, parameter.arguments + constants,
        bytes: parameter.bytes)
    }
    let small = parameters.filter { isSmall($0.count) }
    try launchShared(
      try kernel("adam_group", in: ["adam", "shares", "adam_group"]),
      small.map {
        SharedTask(
          items: $0.count, arguments: [.int($0.count)] + $0.arguments, bytes: $0.bytes)
      }, constants)
  }
}

extension AdamSettings {
  /// As both kernels take them.
  fileprivate func constants(step: Int) -> [KernelArgument] {
    let correction1 = 1 / (1 - pow(beta1, Double(step)))
    let correction2 = 1 / (1 - pow(beta2, Double(step)))
    return [
      learningRate, beta1, 1 - beta1, beta2, 1 - beta2, epsilon, correction1, correction2,
      weightDecay,
    ].map { .float(Float($0)) }
  }
}
