public import Classical
public import Engine
public import Kernels

/// The classifier of utterance features of Latif et al. 2020, section 5: two hidden layers of equal
/// size with LeakyReLU, dropout after each.
public struct DNN: Module {
  private let layers: Sequential

  /// - Parameters:
  ///   - features: numbers an utterance, 1582 in the paper.
  ///   - hidden: 400 in the paper for real or synthetic features, 1000 for both together.
  ///   - dropout: 0.5 in the paper within a corpus, 0.8 across corpora.
  /// - Throws: `EngineError.device` where the weights find no memory.
  public init(
    features: Int = 1582, hidden: Int = 400, classes: Int, dropout: Float = 0.5,
    slope: Float = 0.2, _ random: any RandomSource
  ) throws(EngineError) {
    layers = try multilayerPerceptron(
      [features, hidden, hidden, classes], slope: slope, dropout: dropout, after: [1, 2], random)
  }

  public var state: [StateEntry] { layers.state }

  /// - Parameter x: utterances × features.
  /// - Returns: logits, utterances × classes.
  /// - Throws: `EngineError.shape` where vectors have not as many numbers as the network takes,
  ///   `.device` where memory is short or the device fails.
  public func callAsFunction(_ x: Tensor, _ phase: Phase) throws(EngineError) -> Tensor {
    try layers(x, phase)
  }

  /// The probabilities of the classes, dropout off: vectors × classes.
  ///
  /// - Throws: `EngineError.shape` where vectors have not as many numbers as the network takes,
  ///   `.device` where memory is short or the device fails.
  public func probabilities(
    of x: SampleMatrix, on kernels: Kernels
  ) throws(EngineError) -> SampleMatrix {
    try x.mapped(on: kernels) { (x, phase) throws(EngineError) in try softmax(layers(x, phase)) }
  }
}
