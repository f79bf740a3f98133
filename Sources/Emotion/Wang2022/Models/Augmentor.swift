public import Engine

/// AUG(X) of Wang et al. 2022, section 2.1: perturbs a mel picture by X^ = X + P', where P' is the
/// l1-constrained output of a decoder on the latent z of an encoder that sees X and Gaussian noise
/// n.
public struct Augmentor: Module {
  public let settings: AugmentorSettings
  private let network: any PerturbationNetwork

  /// - Parameter bands: mel bands of a picture.
  /// - Throws: `EngineError.shape` where the settings make no network, `.device` where the weights
  ///   find no memory.
  public init(_ settings: AugmentorSettings, bands: Int = 128, _ random: any RandomSource)
    throws(EngineError)
  {
    self.settings = settings
    network =
      switch settings.latent {
      case .vector: try VectorLatentNetwork(settings, bands: bands, random)
      case .map: try MapLatentNetwork(settings, bands: bands, random)
      }
  }

  public var state: [StateEntry] { network.state }

  /// X^ for given noise and intensity.
  ///
  /// - Parameters:
  ///   - pictures: batch × time × mel × 1, with the number of real frames of each.
  ///   - draw: the noise n and the augmentation intensity epsilon.
  /// - Returns: a tensor of the pictures' shape; padding is as it was.
  /// - Throws: `EngineError.shape` where pictures or draws have not the size that the network
  ///   takes, `.device` where memory is short or the device fails.
  public func callAsFunction(_ pictures: Pictures, _ draw: Draw, _ phase: Phase)
    throws(EngineError) -> Tensor
  {
    let perturbation = try network(pictures, draw, phase)
    return try l1Constraint(
      perturbation, epsilon: draw.epsilon, mask: pictures.frameMask(),
      tanh: settings.tanh, floor: Float(settings.floor), addedTo: pictures.x)
  }

  /// What one augmentation draws: as the paper has it, other noise and intensity give another
  /// variant of the same picture.
  public struct Draw {
    /// Standard normal, of the pictures' shape.
    public let noise: Tensor
    /// One a picture, from U(0.05, 0.3) by default.
    public let epsilon: Tensor
    /// Standard normal, of the latent map's size; nil for a latent vector.
    public let latentNoise: Tensor?

    public init(noise: Tensor, epsilon: Tensor, latentNoise: Tensor? = nil) {
      self.noise = noise
      self.epsilon = epsilon
      self.latentNoise = latentNoise
    }

    /// Two draws as one, for one pass over two batches.
    ///
    /// - Throws: `EngineError.shape` where the two are for pictures of different sizes, `.device`
    ///   where memory is short or the device fails.
    static func + (a: Draw, b: Draw) throws(EngineError) -> Draw {
      let latents = [a, b].compactMap(\.latentNoise)
      let joined = try concatenated(
        each: [[a.noise, b.noise], [a.epsilon, b.epsilon]] + (latents.isEmpty ? [] : [latents]))
      return Draw(
        noise: joined[0], epsilon: joined[1], latentNoise: latents.isEmpty ? nil : joined[2])
    }
  }

  /// New noise and intensities for a batch.
  ///
  /// - Throws: what `random` throws, `EngineError.device` where memory is short or the device
  ///   fails.
  public func draw(for pictures: Pictures, _ random: any RandomSource) throws(EngineError) -> Draw {
    let shape = pictures.x.shape
    return Draw(
      noise: try random.normal(shape),
      epsilon: try random.uniform(
        [shape[0]], in: Float(settings.epsilonMinimum)...Float(settings.epsilonMaximum)),
      latentNoise: settings.latent == .map
        ? try random.normal([shape[0], shape[1] / 4, shape[2] / 4, 1]) : nil)
  }
}

/// An encoder and decoder that turn a picture and noise into an unconstrained perturbation P.
protocol PerturbationNetwork: Module {
  /// - Returns: a tensor of the picture's shape.
  /// - Throws: `EngineError.shape` where pictures or draws have not the size that the network
  ///   takes, or it wants noise for a latent map and there is none; `.device` where memory is short
  ///   or the device fails.
  func callAsFunction(_ pictures: Pictures, _ draw: Augmentor.Draw, _ phase: Phase)
    throws(EngineError)
    -> Tensor
}
