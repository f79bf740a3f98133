/// How the augmentor, the discriminator and the representation learner are trained (section 2.3).
public struct AugmentorTrainingSettings: Codable, Sendable, Equatable {
  /// Of all three Adam optimisers.
  public var learningRate = 1e-6
  public var beta1 = 0.9
  public var beta2 = 0.999
  /// Iterations of the four phases.
  public var iterations = 30_000
  /// Triplets an iteration.
  public var batch = 16
  /// Iterations from one checkpoint to the next.
  public var checkpointEvery = 500
}

extension AugmentorTrainingSettings: SettingsGroup {
  var checks: [SettingCheck] {
    [
      .learningRate([CodingKeys.learningRate], learningRate),
      .expect([CodingKeys.beta1], beta1, "0 or more, below 1") { 0 <= $0 && $0 < 1 },
      .expect([CodingKeys.beta2], beta2, "0 or more, below 1") { 0 <= $0 && $0 < 1 },
      .range([CodingKeys.iterations], iterations, 1...1_000_000_000),
      .range([CodingKeys.batch], batch, 1...65_536),
      .range([CodingKeys.checkpointEvery], checkpointEvery, 1...1_000_000_000),
    ]
  }
}
