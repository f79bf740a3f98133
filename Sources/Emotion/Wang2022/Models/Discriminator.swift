public import Engine

/// D(X) of Wang et al. 2022, section 2.1: one logit a picture, above zero where it takes it for an
/// original.
public struct Discriminator: Module {
  private let encoder: SequenceEncoder
  private let out: Linear

  /// - Parameter bands: mel bands of a picture.
  /// - Throws: `EngineError.shape` where the settings make no network, `.device` where the weights
  ///   find no memory.
  public init(_ settings: SequenceNetworkSettings, bands: Int = 128, _ random: any RandomSource)
    throws(EngineError)
  {
    encoder = try SequenceEncoder(settings, bands: bands, random)
    out = try Linear(settings.hidden, 1, random)
  }

  public var state: [StateEntry] { encoder.state + out.state(named: "out") }

  /// - Returns: batch.
  /// - Throws: `EngineError.shape` where the pictures have not the network's bands, `.device` where
  ///   memory is short or the device fails.
  public func callAsFunction(_ pictures: Pictures, _ phase: Phase) throws(EngineError) -> Tensor {
    try out(encoder(pictures, phase), phase).reshaped(to: [pictures.x.shape[0]])
  }
}
