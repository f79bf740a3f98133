public import Classical
public import Engine
public import Kernels

/// The standard autoencoder that Latif et al. 2020 compare with in section 5.1.2: three hidden
/// layers before the code and the same after it, ReLU.
public struct Autoencoder: Module {
  public let encoder: Sequential
  public let decoder: Sequential

  /// - Parameters:
  ///   - hidden: hidden layers of the encoder; the decoder has them the other way round.
  ///   - code: numbers in the code.
  ///   - output: on the reconstruction, such as a sigmoid where features lie in 0...1.
  /// - Throws: `EngineError.device` where the weights find no memory.
  public init(
    features: Int = 1582, hidden: [Int] = [512, 256, 128], code: Int = 25,
    output: Activation = .identity, _ random: any RandomSource
  ) throws(EngineError) {
    // A LeakyReLU without slope is a ReLU.
    encoder = try multilayerPerceptron([features] + hidden + [code], slope: 0, random)
    decoder = try multilayerPerceptron(
      [code] + hidden.reversed() + [features], slope: 0, output: output, random)
  }

  /// The codes of vectors: vectors × code.
  ///
  /// - Throws: `EngineError.shape` where vectors have not as many numbers as the network takes,
  ///   `.device` where memory is short or the device fails.
  public func codes(
    of x: SampleMatrix, on kernels: Kernels
  ) throws(EngineError) -> SampleMatrix {
    try x.mapped(on: kernels, by: encoder.callAsFunction)
  }
}
