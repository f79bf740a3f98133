public import Engine

/// The representation learner of Wang et al. 2022, section 2.1: the emotion representation r of a
/// picture, which is what its attention gives, not normalised.
public struct RepresentationLearner: Module {
  private let encoder: SequenceEncoder

  /// - Parameter bands: mel bands of a picture.
  /// - Throws: `EngineError.shape` where the settings make no network, `.device` where the weights
  ///   find no memory.
  public init(_ settings: SequenceNetworkSettings, bands: Int = 128, _ random: any RandomSource)
    throws(EngineError)
  {
    encoder = try SequenceEncoder(settings, bands: bands, random)
  }

  public var state: [StateEntry] { encoder.state }

  /// - Returns: r, batch × hidden; 128 numbers in the paper.
  /// - Throws: `EngineError.shape` where the pictures have not the network's bands, `.device` where
  ///   memory is short or the device fails.
  public func callAsFunction(_ pictures: Pictures, _ phase: Phase) throws(EngineError) -> Tensor {
    try encoder(pictures, phase)
  }
}
