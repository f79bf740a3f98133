import Classical
import Engine
public import Files
public import Foundation
public import Kernels

/// A trained classifier of features with its card.
public struct TrainedDNN {
  public let network: DNN
  public let card: FeatureModelCard
  private let kernels: Kernels

  public init(_ network: DNN, _ card: FeatureModelCard, on kernels: Kernels) {
    self.network = network
    self.card = card
    self.kernels = kernels
  }

  /// The file of the weights in a run folder.
  public static let fileName = "dnn.safetensors"

  /// A classifier trained here.
  ///
  /// - Throws: `ModelFileError` where the file is no classifier of features of ours,
  ///   `EngineError.weights` where a name or shape differs, `FileError` where it is damaged.
  public init(_ file: SafetensorsFile, on kernels: Kernels) throws {
    card = try FeatureModelCard(of: file, expecting: .dnn)
    let settings = card.dnn ?? DNNSettings()
    network = try Weights.model(for: file, on: kernels) { [card] () throws(EngineError) in
      try DNN(
        features: card.names.count, hidden: settings.hidden, classes: card.classes.count,
        dropout: Float(settings.dropout), slope: Float(settings.slope),
        UnsetSource(on: kernels))
    }
    try Weights.load(network, from: file)
    self.kernels = kernels
  }

  /// Writes the weights with their card, whole or not at all.
  ///
  /// - Throws: `FileError` where the file cannot be written, `EngineError.device` where the weights
  ///   cannot be read, `EncodingError` where a number of the card is not finite.
  public func save(to url: URL) throws {
    try Weights.save(network, to: url, metadata: card.metadata())
  }

  /// The probabilities of the classes: vectors × classes.
  ///
  /// - Parameter scaled: vectors on the network's scale.
  /// - Throws: `EngineError.shape` where vectors have not as many numbers as the network takes,
  ///   `.device` where memory is short or the device fails.
  func probabilities(of scaled: SampleMatrix) throws(EngineError) -> SampleMatrix {
    try network.probabilities(of: scaled, on: kernels).asAnswers()
  }
}
