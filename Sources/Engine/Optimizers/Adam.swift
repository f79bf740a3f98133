public import Kernels
import OpenCL

/// Adam over a fixed list of parameters, each with its two moments.
public final class Adam {
  public var settings: AdamSettings
  public let parameters: [Parameter]
  /// Steps done so far.
  public private(set) var steps = 0
  /// The first and second moment of each parameter.
  public private(set) var moments: [Moments] = []

  /// Running means of a parameter's gradient and of its square.
  public struct Moments {
    public let first: Tensor
    public let second: Tensor

    public init(first: Tensor, second: Tensor) {
      self.first = first
      self.second = second
    }
  }

  /// - Throws: `EngineError.device` where the moments find no memory.
  public init(_ parameters: [Parameter], _ settings: AdamSettings) throws(EngineError) {
    self.parameters = parameters
    self.settings = settings
    for parameter in parameters {
      let (shape, kernels) = (parameter.shape, parameter.value.kernels)
      moments.append(
        Moments(
          first: try Tensor(repeating: 0, shape, on: kernels),
          second: try Tensor(repeating: 0, shape, on: kernels)))
    }
  }

  /// One step. The gradients must be those of this optimizer's parameters, in its order.
  public func step(_ gradients: Gradients) throws(EngineError) {
    guard gradients.parameters.elementsEqual(parameters, by: ===) else {
      throw .shape(
        operation: "Adam", expected: "gradients of its own \(parameters.count) parameters",
        found: "\(gradients.parameters.count) others")
    }
    steps += 1
    for (index, parameter) in parameters.enumerated() {
      let (weights, gradient, moment) = (parameter.value, gradients.values[index], moments[index])
      let updated = try weights.uninitialized(weights.shape)
      try onDevice { () throws(OpenCLError) in
        try weights.kernels.adam(
          weights.buffer, gradient: gradient.buffer, moment1: moment.first.buffer,
          moment2: moment.second.buffer, into: updated.buffer, count: weights.shape.count,
          settings: settings, step: steps)
      }
      try parameter.update(updated)
    }
  }

  /// Goes on from a checkpoint; the moments are this optimizer's from then on.
  public func restore(steps: Int, _ moments: [Moments]) throws(EngineError) {
    guard moments.count == parameters.count,
      zip(moments, parameters).allSatisfy({
        $0.first.shape == $1.shape && $0.second.shape == $1.shape
      })
    else {
      throw .shape(
        operation: "Adam", expected: "two moments for each of its \(parameters.count) parameters",
        found: "\(moments.count) of other shapes")
    }
    self.steps = steps
    self.moments = moments
  }
}
