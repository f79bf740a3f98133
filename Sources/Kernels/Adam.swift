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

extension Kernels {
  /// Step number `step` (from 1), in place: seven streams of memory instead of eight, since fresh
  /// memory is read before it is written.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func adam(
    _ weights: Buffer, gradient: Buffer, moment1: Buffer, moment2: Buffer, count: Int,
    settings: AdamSettings, step: Int
  ) throws(OpenCLError) {
    let correction1 = 1 / (1 - pow(settings.beta1, Double(step)))
    let correction2 = 1 / (1 - pow(settings.beta2, Double(step)))
    try launchElementwise(
      try kernel("adam", in: ["adam"]), count: count,
      [
        .buffer(weights), .buffer(gradient), .buffer(moment1), .buffer(moment2),
        .float(Float(settings.learningRate)), .float(Float(settings.beta1)),
        .float(Float(1 - settings.beta1)), .float(Float(settings.beta2)),
        .float(Float(1 - settings.beta2)), .float(Float(settings.epsilon)),
        .float(Float(correction1)), .float(Float(correction2)),
        .float(Float(settings.weightDecay)),
      ])
  }
}
