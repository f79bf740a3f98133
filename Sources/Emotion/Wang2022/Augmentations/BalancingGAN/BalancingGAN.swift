import Engine

/// The balancing GAN on segments that Wang et al. 2022 compare with (Chatziagapi et al. 2019, after
/// Mariani et al. 2018), in an architecture of ours: the generator begins as the decoder of an
/// autoencoder, the discriminator as its encoder, and tells the classes and what is not real apart.
struct BalancingGAN: Module {
  /// G: codes to segments.
  let generator: SegmentGenerator
  let discriminator: Discriminator
  /// The classes, whose number is the discriminator's output for what is not real.
  let classes: Int

  /// D: segments to a logit a class and one more.
  struct Discriminator: Module {
    fileprivate let features: Sequential
    fileprivate let head: Linear

    /// - Parameter x: batch × time × mel × 1.
    /// - Returns: batch × classes + 1.
    /// - Throws: `EngineError.shape` where the segments have not the size that the network takes,
    ///   `.device` where memory is short or the device fails.
    func callAsFunction(_ x: Tensor, _ phase: Phase) throws(EngineError) -> Tensor {
      try head(Flatten()(features(x, phase), phase), phase)
    }
  }

  /// The networks go on with the autoencoder's weights, which they share with it.
  ///
  /// - Throws: `EngineError.device` where the weights find no memory.
  init(
    from autoencoder: SegmentAutoencoder, classes: Int, _ random: any RandomSource
  ) throws(EngineError) {
    generator = autoencoder.generator
    discriminator = Discriminator(
      features: autoencoder.features,
      head: try Linear(autoencoder.featureCount, classes + 1, random))
    self.classes = classes
  }
}
