import Engine

/// A GAN that generates features from a few random numbers, after Sahu et al. 2018, in an
/// architecture of ours: conditional, where generator and discriminator are told the class, or
/// vanilla, where they are not.
struct NoiseGAN: Module {
  /// G: noise, and the class if there is one, to features.
  let generator: Sequential
  /// D: features, and the class if there is one, to a logit.
  let discriminator: Sequential
  private let noise: Int

  /// - Parameters:
  ///   - conditions: how many classes it is told apart; 0 makes a vanilla GAN.
  ///   - isBounded: whether features lie in 0...1.
  /// - Throws: `EngineError.device` where the weights find no memory.
  init(
    _ settings: BaselineSettings, features: Int, conditions: Int, isBounded: Bool,
    _ random: any RandomSource
  ) throws(EngineError) {
    noise = settings.noise
    generator = try multilayerPerceptron(
      [noise + conditions] + settings.generator + [features], slope: Float(settings.slope),
      output: isBounded ? .sigmoid : .identity, random)
    discriminator = try multilayerPerceptron(
      [features + conditions] + settings.discriminator + [1], slope: Float(settings.slope), random)
  }

  /// Synthetic features from new noise.
  ///
  /// - Parameter condition: the classes, vectors × conditions; nil for a vanilla GAN.
  /// - Throws: what `random` throws; `EngineError.shape` where the condition has not a row for each
  ///   vector or not the network's classes, `.device` where memory is short or the device fails.
  func synthesize(
    _ count: Int, condition: Tensor?, _ random: any RandomSource, _ phase: Phase
  ) throws(EngineError) -> Tensor {
    try generator(conditioned(random.normal([count, noise]), condition), phase)
  }

  /// Logits, above zero where features are taken for real.
  ///
  /// - Throws: `EngineError.shape` where features or condition do not fit the network, `.device`
  ///   where memory is short or the device fails.
  func judge(
    _ x: Tensor, condition: Tensor?, _ phase: Phase
  ) throws(EngineError) -> Tensor {
    try discriminator(conditioned(x, condition), phase)
  }

  private func conditioned(_ x: Tensor, _ condition: Tensor?) throws(EngineError) -> Tensor {
    guard let condition else { return x }
    return try concatenated([x, condition], axis: 1)
  }
}
