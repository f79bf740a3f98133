import Engine

/// The paper's augmentor: three strided convolutions, a latent vector z, two transposed
/// convolutions.
struct VectorLatentNetwork: PerturbationNetwork {
  private let enc: Sequential
  private let toLatent: Linear
  private let fromLatent: Linear
  private let dec1: ConvTranspose2D
  private let dec2: ConvTranspose2D
  /// Time, mel and channels of the decoder's first map.
  private let base: (time: Int, mel: Int, channels: Int)

  init(_ settings: AugmentorSettings, bands: Int, _ random: any RandomSource)
    throws(EngineError)
  {
    let (frames, channels) = (settings.frames, settings.channels)
    let decoder = settings.decoderChannels
    guard frames % 16 == 0, bands % 16 == 0, decoder.count == 2, !channels.isEmpty
    else {
      throw .shape(
        operation: "the augmentor",
        expected: "pictures whose sides 16 divides, encoder channels and two decoder channels",
        found: "\(frames)×\(bands), \(channels) and \(decoder)")
    }
    enc = try stridedConvolutions(
      from: 2, to: channels, kernel: settings.kernel, slope: Float(settings.slope), random)
    let shrink = 1 << channels.count
    let encoded = channels[channels.count - 1] * (frames / shrink) * (bands / shrink)
    base = (frames / 16, bands / 16, decoder[0])
    toLatent = try Linear(encoded, settings.latentSize, random)
    fromLatent = try Linear(
      settings.latentSize, base.channels * base.time * base.mel, random)
    dec1 = try ConvTranspose2D(
      decoder[0], decoder[1], kernel: 8, stride: 4, padding: 2, random)
    dec2 = try ConvTranspose2D(
      decoder[1], 1, kernel: 8, stride: 4, padding: 2, random)
  }

  var state: [StateEntry] {
    enc.state(named: "enc") + toLatent.state(named: "to_z") + fromLatent.state(named: "from_z")
      + dec1.state(named: "dec1") + dec2.state(named: "dec2")
  }

  func callAsFunction(_ pictures: Pictures, _ draw: Augmentor.Draw, _ phase: Phase)
    throws(EngineError)
    -> Tensor
  {
    let encoded = try enc(concatenated([pictures.x, draw.noise], axis: 3), phase)
    let z = try toLatent(Flatten()(encoded, phase), phase)
    let map = try fromLatent(z, phase, activation: .relu)
      .reshaped(to: [pictures.x.shape[0], base.channels, base.time, base.mel])
      .permuted([0, 2, 3, 1])
    // No rectifier after the last layer: a perturbation takes both signs.
    return try dec2(dec1(map, phase, activation: .relu), phase)
  }
}
