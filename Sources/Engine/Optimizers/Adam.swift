public import Kernels
import OpenCL

/// Adam over a fixed list of parameters, each with its two moments.
public final class Adam: Module {
  public var settings: AdamSettings
  public let parameters: [Parameter]
  /// Steps done so far.
  private let steps = Counter()
  private let moments: [Moments]

  /// Running means of a parameter's gradient and of its square.
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

  /// Adam over the weights of some networks, each weight once.
  ///
  /// - Throws: `EngineError.device` where the moments find no memory.
  public convenience init(of networks: any Module..., settings: AdamSettings) throws(EngineError) {
    try self.init(networks.flatMap(\.parameters), settings)
  }

  /// One step down the gradient of a loss, which moves these parameters and no others.
  ///
  /// - Returns: the loss off the tape, still on the device.
  /// - Throws: `EngineError.unreachable` where the loss does not depend on a parameter, else as
  ///   `Tensor.gradients(of:)`.
  @discardableResult
  public func minimize(_ loss: Tensor) throws(EngineError) -> Tensor {
    try step(loss.gradients(of: parameters))
    return loss.detached
  }

  /// One step down the gradient of a sum of losses, each times its weight. The sum itself is not
  /// computed.
  ///
  /// - Throws: as `minimize(_:)`.
  public func minimize(sumOf terms: [(weight: Float, loss: Tensor)]) throws(EngineError) {
    var outputs: [(output: Tensor, upstream: Tensor)] = []
    for (weight, loss) in terms {
      outputs.append((loss, try Tensor(repeating: weight, .scalar, on: loss.kernels)))
    }
    try step(Tensor.gradients(of: parameters, through: outputs))
  }

  /// One step. The gradients must be those of this optimizer's parameters, in its order.
  ///
  /// - Throws: `EngineError.shape` where they are of other parameters, `.device` where memory is
  ///   short or the device fails.
  public func step(_ gradients: Gradients) throws(EngineError) {
    guard gradients.parameters.elementsEqual(parameters, by: ===) else {
      throw .shape(
        operation: "Adam", expected: "gradients of its own \(parameters.count) parameters",
        found: "\(gradients.parameters.count) others")
    }
    steps.value += 1
    var buffers: [AdamBuffers] = []
    for (index, parameter) in parameters.enumerated() {
      buffers.append(
        AdamBuffers(
          weights: try parameter.mutableBuffer(), gradient: gradients.values[index].buffer,
          moment1: try moments[index].first.mutableBuffer(),
          moment2: try moments[index].second.mutableBuffer(), count: parameter.shape.count))
    }
    guard let kernels = gradients.values.first?.kernels else { return }
    try onDevice { () throws(OpenCLError) in
      try kernels.adam(buffers, settings: settings, step: steps.value)
      try kernels.renew(parameters.map(\.renewable))
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
