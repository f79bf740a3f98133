import Engine

/// The autoencoder of segments whose parts the networks of a balancing GAN begin as: strided
/// convolutions and a linear layer to a code, and the generator as the way back.
struct SegmentAutoencoder: Module {
  /// The convolutions, which the discriminator goes on with.
  let features: Sequential
  private let toCode: Linear
  let generator: SegmentGenerator
  /// Numbers that the convolutions make of a segment.
  let featureCount: Int

  /// - Parameters:
  ///   - frames: of a segment; `bands` its mel bands.
  /// - Throws: `EngineError.shape` where a side is no multiple of what the convolutions shrink it
  ///   by, `.device` where the weights find no memory.
  init(
    _ settings: BalancingGANSettings, frames: Int, bands: Int, _ random: any RandomSource
  ) throws(EngineError) {
    let shrink = settings.shrink
    guard frames % shrink == 0, bands % shrink == 0, let last = settings.channels.last else {
      throw .shape(
        operation: "the balancing GAN", expected: "segments whose sides \(shrink) divides",
        found: "\(frames)×\(bands)")
    }
    features = try stridedConvolutions(
      from: 1, to: settings.channels, kernel: 4, slope: Float(settings.slope), random)
    featureCount = last * (frames / shrink) * (bands / shrink)
    toCode = try Linear(featureCount, settings.code, random)
    generator = try SegmentGenerator(
      code: settings.code, channels: settings.channels.reversed(),
      time: frames / shrink, mel: bands / shrink, random)
  }

  /// The codes of segments, batch × code.
  ///
  /// - Parameter x: batch × time × mel × 1.
  /// - Throws: `EngineError.shape` where the segments have not the size that the network takes,
  ///   `.device` where memory is short or the device fails.
  func encode(_ x: Tensor, _ phase: Phase) throws(EngineError) -> Tensor {
    try toCode(Flatten()(features(x, phase), phase), phase)
  }

  /// The segments again, of x's shape.
  ///
  /// - Throws: `EngineError.shape` where the segments have not the size that the network takes,
  ///   `.device` where memory is short or the device fails.
  func callAsFunction(_ x: Tensor, _ phase: Phase) throws(EngineError) -> Tensor {
    try generator(encode(x, phase), phase)
  }
}
