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

/// Weights of Adam on a device, one after the other in memory, with their gradient and the running means of
/// that and of its square.
public struct AdamRun {
  let weights: Buffer
  let start: Int
  let gradient: Buffer
  let moment1: Buffer
  let moment2: Buffer
  let place: Range<Int>

  /// - Parameters:
  ///   - start: the first of the weights in their memory.
  ///   - place: that of the gradient and the moments in theirs.
  public init(
    weights: Buffer, start: Int = 0, gradient: Buffer, moment1: Buffer, moment2: Buffer,
    place: Range<Int>
  ) {
    (self.weights, self.start) = (weights, start)
    (self.gradient, self.moment1, self.moment2) = (gradient, moment1, moment2)
    self.place = place
  }
}

extension Kernels {
  /// Step number `step` (from 1) of some parameters, in place: seven streams of memory instead of eight,
  /// since fresh memory is read before it is written.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func adam(
    _ runs: [AdamRun], settings: AdamSettings, step: Int
  ) throws(OpenCLError) {
    let constants = settings.constants(step: step)
    for run in runs {
      try launchOverElements(
        try elementKernel("adam", in: ["adam"]), count: run.place.count,
        [
          .buffer(run.weights), .int(run.start), .buffer(run.gradient), .buffer(run.moment1),
          .buffer(run.moment2), .int(run.place.lowerBound),
        ] + constants,
        bytes: 7 * run.place.count * MemoryLayout<Float>.stride)
    }
  }
}

extension AdamSettings {
  fileprivate func constants(step: Int) -> [KernelArgument] {
    let correction1 = 1 / (1 - pow(beta1, Double(step)))
    let correction2 = 1 / (1 - pow(beta2, Double(step)))
    return [
      learningRate, beta1, 1 - beta1, beta2, 1 - beta2, epsilon, correction1, correction2,
      weightDecay,
    ].map { .float(Float($0)) }
  }
}
