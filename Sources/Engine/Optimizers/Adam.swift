public import Kernels
import OpenCL
public import Ranks

/// Adam over a fixed list of parameters, each with its two moments. Weights, gradients and moments lie in
/// one memory each, so that a step is one launch.
public final class Adam: Module {
  public var settings: AdamSettings
  public let parameters: [Parameter]
  /// Steps done so far.
  private let steps = Counter()
  /// The parameters in their order: all of them, where the device gives so much memory at once.
  private let pieces: [FlatParameters]

  /// - Throws: `EngineError.device` where the moments find no memory.
  public init(_ parameters: [Parameter], _ settings: AdamSettings) throws(EngineError) {
    self.parameters = parameters
    self.settings = settings
    pieces = try FlatParameters.pieces(of: parameters)
  }

  /// Adam over the weights of some networks, each weight once.
  ///
  /// - Throws: `EngineError.device` where the moments find no memory.
  public convenience init(of networks: any Module..., settings: AdamSettings) throws(EngineError) {
    try self.init(networks.flatMap(\.parameters), settings)
  }

  /// One step down the gradient of a loss, which moves these parameters and no others.
  ///
  /// - Parameters:
  ///   - loss: a mean over the samples that this process computes.
  ///   - share: which these are; the step is down the gradient of the mean over the whole batch.
  /// - Returns: the loss off the tape, still on the device.
  /// - Throws: `EngineError.unreachable` where the loss does not depend on a parameter, `.ranks` where
  ///   another process is gone, else as `Tensor.gradients(of:)`.
  @discardableResult
  public func minimize(_ loss: Tensor, over share: BatchShare) throws(EngineError) -> Tensor {
    try minimize(sumOf: [(1, loss)], over: share)
    return loss.detached
  }

  /// One step down the gradient of a sum of losses, each times its weight. The sum itself is not
  /// computed.
  ///
  /// - Throws: as `minimize(_:over:)`.
  public func minimize(
    sumOf terms: [(weight: Float, loss: Tensor)], over share: BatchShare
  ) throws(EngineError) {
    try step(gradients(ofSum: terms, over: share))
  }

  /// The gradients of a sum of losses, each times its weight, where a step takes them from. They are
  /// these until the next are asked for, and a copy where somebody still holds them. Those of several
  /// processes are added up while the backward pass goes on.
  ///
  /// - Throws: as `minimize(_:over:)`.
  public func gradients(
    ofSum terms: [(weight: Float, loss: Tensor)], over share: BatchShare
  ) throws(EngineError) -> Gradients {
    var outputs: [(output: Tensor, upstream: Tensor)] = []
    for (weight, loss) in terms {
      guard loss.shape.count == 1 else {
        throw .shape(operation: "Adam", expected: "a scalar loss", found: "\(loss.shape)")
      }
      let part = share.isWhole ? weight : weight * Float(share.weight)
      outputs.append((loss, try Tensor(repeating: part, loss.shape, on: loss.kernels)))
    }
    for piece in pieces { _ = try piece.gradients.makeUnique() }
    let memories = pieces.map(\.gradients)
    if share.isWhole {
      return try Tensor.gradients(of: parameters, through: outputs, into: memories)
    }
    let exchange = GradientExchange(of: memories, among: share.ranks)
    let gradients = try Tensor.gradients(
      of: parameters, through: outputs, into: memories, whenReady: exchange.take)
    try exchange.finish()
    return gradients
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
    for (number, piece) in pieces.enumerated() {
      let memory =
        gradients.memories.isEmpty
        ? try piece.gradients(with: gradients.values) : gradients.memories[number]
      let runs = try piece.changing(by: memory)
      try onDevice { () throws(OpenCLError) in
        try piece.kernels.adam(runs, settings: settings, step: steps.value)
        try piece.kernels.renew(piece.parameters.map(\.renewable))
      }
    }
  }

  /// What a checkpoint keeps: the step's number and the moments of each parameter.
  public var state: [StateEntry] {
    [StateEntry("steps", .counter(steps))]
      + pieces.flatMap(\.momentParameters).enumerated().flatMap { number, moments in
        [
          StateEntry("\(number).first", .statistic(moments.first)),
          StateEntry("\(number).second", .statistic(moments.second)),
        ]
      }
  }
}
