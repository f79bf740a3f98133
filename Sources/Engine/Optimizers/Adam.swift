public import Kernels
import OpenCL

/// Adam over a fixed list of parameters, each with its two moments.
public final class Adam: Module {
  public var settings: AdamSettings
  public let parameters: [Parameter]
  /// Steps done so far.
  private let steps = Counter()
  private let moments: [Moments]

  /// Running means of a parameter's gradient and of its square; the kernel changes them in place.
  private struct Moments {
    let first: Parameter
    let second: Parameter
  }

  /// - Throws: `EngineError.device` where the moments find no memory.
  public init(_ parameters: [Parameter], _ settings: AdamSettings) throws(EngineError) {
    self.parameters = parameters
    self.settings = settings
    var moments: [Moments] = []
    for parameter in parameters {
      let (shape, kernels) = (parameter.shape, parameter.value.kernels)
      moments.append(
        Moments(
          first: Parameter(try Tensor(repeating: 0, shape, on: kernels)),
          second: Parameter(try Tensor(repeating: 0, shape, on: kernels))))
    }
    self.moments = moments
  }

  /// One step. The gradients must be those of this optimizer's parameters, in its order.
  public func step(_ gradients: Gradients) throws(EngineError) {
    guard gradients.parameters.elementsEqual(parameters, by: ===) else {
      throw .shape(
        operation: "Adam", expected: "gradients of its own \(parameters.count) parameters",
        found: "\(gradients.parameters.count) others")
    }
    steps.value += 1
    for (index, parameter) in parameters.enumerated() {
      let (weights, gradient, moment) = (parameter.value, gradients.values[index], moments[index])
      let updated = try weights.uninitialized(weights.shape)
      try onDevice { () throws(OpenCLError) in
        try weights.kernels.adam(
          weights.buffer, gradient: gradient.buffer, moment1: moment.first.value.buffer,
          moment2: moment.second.value.buffer, into: updated.buffer, count: weights.shape.count,
          settings: settings, step: steps.value)
      }
      try parameter.update(updated)
    }
  }

  /// What a checkpoint keeps: the step's number and the moments of each parameter.
  public var state: [StateEntry] {
    [StateEntry("steps", .counter(steps))]
      + moments.enumerated().flatMap { number, moment in
        [
          StateEntry("\(number).first", .statistic(moment.first)),
          StateEntry("\(number).second", .statistic(moment.second)),
        ]
      }
  }
}
