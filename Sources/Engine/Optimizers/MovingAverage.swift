/// A network whose weights are the running mean of another's over the steps of its training (Polyak and
/// Juditsky 1992, exponentially weighted as in Ho et al. 2020, appendix B).
public struct MovingAverage<Network: Module>: Module {
  /// What has the means.
  public let network: Network
  private let decay: Float
  private let updates = Counter()

  /// - Parameters:
  ///   - network: of the same layers as the one that is trained, and no part of it.
  ///   - decay: what is left of the mean in each step, from 0, where the mean is the last weights, to below 1.
  public init(in network: Network, decay: Float) {
    self.network = network
    self.decay = decay
  }

  /// Takes the weights after a step into the mean. The first steps count more than the decay says, since
  /// the weights that a training begins with mean nothing: step n leaves (1 + n) / (10 + n) at most.
  ///
  /// - Parameter trained: the network that a step has moved.
  /// - Throws: `EngineError.shape` where it has other layers, `.device` where memory is short or the
  ///   device fails.
  public func update(from trained: Network) throws(EngineError) {
    let kept = min(decay, Float(1 + updates.value) / Float(10 + updates.value))
    for (mean, weight) in zip(network.parameters, trained.parameters) {
      try mean.update(kept * mean.value + (1 - kept) * weight.value)
    }
    updates.value += 1
  }

  /// What a checkpoint keeps: the means, which no optimiser moves, and how many steps they are of.
  public var state: [StateEntry] {
    [StateEntry("updates", .counter(updates))] + network.state(named: "mean")
  }
}
