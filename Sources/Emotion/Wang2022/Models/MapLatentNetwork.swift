import Engine

/// The augmentor with a latent map, as viewmaker networks have it (Tamkin et al. 2021): the latent
/// keeps a quarter of the picture's sides, and a second noise joins it as a channel.
struct MapLatentNetwork: PerturbationNetwork {
  private let stages: [Stage]
  private let dec1: ConvTranspose2D
  private let dec2: ConvTranspose2D
  private let slope: Float

  /// A convolution with a mirrored border, instance norm and LeakyReLU.
  private struct Stage {
    let convolution: Conv2D
    let norm: InstanceNorm2D
    /// How many frames of the picture one of the result stands for.
    let framesPerStep: Int
  }

  init(_ settings: AugmentorSettings, bands: Int, _ random: any RandomSource)
    throws(EngineError)
  {
    let (channels, decoder) = (settings.channels, settings.decoderChannels)
    guard channels.count == 3, decoder.count == 2, settings.frames % 4 == 0, bands % 4 == 0 else {
      throw .shape(
        operation: "the augmentor with a latent map",
        expected: "three encoder channels, two decoder channels, pictures whose sides 4 divides",
        found: "\(channels), \(decoder) and \(settings.frames)×\(bands)")
    }
    var stages: [Stage] = []
    var (inputs, framesPerStep) = (2, 1)
    for (outputs, (kernel, stride)) in zip(channels, [(9, 1), (3, 2), (3, 2)]) {
      framesPerStep *= stride
      stages.append(
        Stage(
          convolution: try Conv2D(
            inputs, outputs, kernel: kernel, stride: stride, padding: kernel / 2,
            reflecting: true, random), norm: try InstanceNorm2D(outputs, random),
          framesPerStep: framesPerStep))
      inputs = outputs
    }
    self.stages = stages
    slope = Float(settings.slope)
    dec1 = try ConvTranspose2D(inputs + 1, decoder[1], kernel: 4, stride: 2, padding: 1, random)
    dec2 = try ConvTranspose2D(decoder[1], 1, kernel: 4, stride: 2, padding: 1, random)
  }

  /// Numbered as a sequence of convolution, norm and nonlinearity would be.
  var state: [StateEntry] {
    stages.enumerated().flatMap { number, stage in
      stage.convolution.state(named: "enc.\(3 * number)")
        + stage.norm.state(named: "enc.\(3 * number + 1)")
    } + dec1.state(named: "dec1") + dec2.state(named: "dec2")
  }

  func callAsFunction(_ pictures: Pictures, _ draw: Augmentor.Draw, _ phase: Phase)
    throws(EngineError) -> Tensor
  {
    guard let latentNoise = draw.latentNoise else {
      throw .shape(
        operation: "the augmentor with a latent map", expected: "noise for the map", found: "none")
    }
    var z = try concatenated([pictures.x, draw.noise], axis: 3)
    for stage in stages {
      let map = try stage.convolution(z, phase)
      // Padding would drag the statistics towards the floor.
      let mask = try pictures.stepMask(
        steps: map.shape[1], framesPerStep: stage.framesPerStep)
      z = try leakyRelu(stage.norm(map, mask: mask, phase), slope: slope)
    }
    let joined = try concatenated([z, latentNoise], axis: 3)
    return try dec2(dec1(joined, phase, activation: .relu), phase)
  }
}
