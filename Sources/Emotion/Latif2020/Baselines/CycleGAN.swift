import Engine

/// A CycleGAN on feature vectors, after Bao et al. 2019, in an architecture of ours: one network
/// turns vectors of a source into such of an emotion, another back.
struct CycleGAN: Module {
  /// G: source to emotion.
  let forward: Sequential
  /// F: emotion to source.
  let backward: Sequential
  /// Whether vectors are of the emotion.
  let emotionJudge: Sequential
  /// Whether vectors are of the source.
  let sourceJudge: Sequential

  /// - Parameter isBounded: whether features lie in 0...1.
  /// - Throws: `EngineError.device` where the weights find no memory.
  init(
    _ settings: BaselineSettings, features: Int, isBounded: Bool, _ random: any RandomSource
  ) throws(EngineError) {
    let slope = Float(settings.slope)
    func translator() throws(EngineError) -> Sequential {
      try multilayerPerceptron(
        [features] + settings.translator + [features], slope: slope,
        output: isBounded ? .sigmoid : .identity, random)
    }
    func judge() throws(EngineError) -> Sequential {
      try multilayerPerceptron([features] + settings.discriminator + [1], slope: slope, random)
    }
    forward = try translator()
    backward = try translator()
    emotionJudge = try judge()
    sourceJudge = try judge()
  }
}
