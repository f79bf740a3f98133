public import Classical
public import Engine
public import Kernels

/// The auto-encoding GAN of Latif et al. 2020, section 3.3: an encoder E, a generator G, which is
/// also the decoder, and a discriminator D of utterance features.
public struct MixupGAN: Module {
  /// E(x): features to code.
  public let encoder: Sequential
  /// G(z): code to features.
  public let generator: Sequential
  /// D(x): features to a logit, above zero where it takes them for real.
  public let discriminator: Sequential

  /// The sizes are those of section 4.3.
  ///
  /// - Parameters:
  ///   - features: numbers an utterance.
  ///   - hidden: hidden layers of the encoder; the generator has them the other way round.
  ///   - code: numbers in the code z.
  ///   - discriminatorHidden: hidden layers of the discriminator.
  ///   - dropout: between the two hidden layers of encoder and generator.
  ///   - output: on the generated features, such as a sigmoid where features lie in 0...1.
  /// - Throws: `EngineError.device` where the weights find no memory.
  public init(
    features: Int = 1582, hidden: [Int] = [1000, 500], code: Int = 2,
    discriminator discriminatorHidden: [Int] = [1000, 1000], dropout: Float = 0.5,
    slope: Float = 0.2, output: Activation = .identity, _ random: any RandomSource
  ) throws(EngineError) {
    encoder = try multilayerPerceptron(
      [features] + hidden + [code], slope: slope, dropout: dropout, after: [1], random)
    generator = try multilayerPerceptron(
      [code] + hidden.reversed() + [features], slope: slope, dropout: dropout, after: [1],
      output: output, random)
    discriminator = try multilayerPerceptron(
      [features] + discriminatorHidden + [1], slope: slope, random)
  }

  /// The networks that settings describe.
  ///
  /// - Parameter isBounded: whether features lie in 0...1, to which the automatic output keeps.
  /// - Throws: `EngineError.device` where the weights find no memory.
  public init(
    _ settings: MixupGANSettings, features: Int, isBounded: Bool, _ random: any RandomSource
  ) throws(EngineError) {
    try self.init(
      features: features, hidden: settings.hidden, code: settings.code,
      discriminator: settings.discriminator, dropout: Float(settings.dropout),
      slope: Float(settings.slope),
      output: settings.isSigmoid(for: isBounded) ? .sigmoid : .identity, random)
  }

  public var state: [StateEntry] {
    encoder.state(named: "E") + generator.state(named: "G") + discriminator.state(named: "D")
  }

  /// The codes E(x), dropout off: vectors × code.
  ///
  /// - Throws: `EngineError.shape` where vectors have not as many numbers as the network takes,
  ///   `.device` where memory is short or the device fails.
  public func codes(of x: SampleMatrix, on kernels: Kernels) throws(EngineError) -> SampleMatrix {
    try x.mapped(on: kernels, by: encoder.callAsFunction)
  }

  /// The synthetic vectors G(E(x)), dropout off, of x's shape.
  ///
  /// - Throws: `EngineError.shape` where vectors have not as many numbers as the network takes,
  ///   `.device` where memory is short or the device fails.
  public func reconstructions(of x: SampleMatrix, on kernels: Kernels) throws(EngineError)
    -> SampleMatrix
  {
    try codes(of: x, on: kernels).mapped(on: kernels, by: generator.callAsFunction)
  }
}
