public import Engine
public import Files
public import Foundation
public import Kernels

/// A file of weights that is not what a command needs.
public enum ModelFileError: Error, Equatable, Sendable {
  /// The file is of another kind of model, or does not say how to use it.
  case unusable(path: String, reason: String)
}

extension ModelFileError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unusable(let path, let reason): "\(path): \(reason)."
    }
  }
}

/// A trained network with its card.
public struct TrainedModel<Network: Module> {
  public let network: Network
  public let card: ModelCard

  public init(_ network: Network, _ card: ModelCard) {
    self.network = network
    self.card = card
  }

  /// Writes the weights with their card, whole or not at all.
  ///
  /// - Throws: `FileError` where the file cannot be written, `EngineError.device` where the weights
  ///   cannot be read, `EncodingError` where a number of the card is not finite.
  public func save(to url: URL) throws {
    try Weights.save(network, to: url, metadata: card.metadata())
  }
}

extension TrainedModel<VGG19> {
  /// A classifier trained here.
  ///
  /// - Throws: as from its file, `FileError` where it is damaged.
  public init(contentsOf url: URL, on kernels: Kernels) throws {
    try self.init(SafetensorsFile(contentsOf: url), on: kernels)
  }

  /// A classifier trained here.
  ///
  /// - Throws: `ModelFileError` where the file is no classifier of ours, `EngineError.weights`
  ///   where a name or shape differs.
  public init(_ file: SafetensorsFile, on kernels: Kernels) throws {
    let card = try ModelCard(of: file, expecting: .classifier)
    let settings = card.classifier ?? ClassifierSettings()
    guard card.frontEnd.bands >= VGGConfiguration.fewestPixels else {
      throw ModelFileError.unusable(
        path: file.path,
        reason:
          "its card says \(card.frontEnd.bands) mel bands, and VGG19 needs \(VGGConfiguration.fewestPixels)"
      )
    }
    let configuration = try VGGConfiguration(
      of: file, size: settings.segment, bands: card.frontEnd.bands, dropout: Float(settings.dropout)
    )
    guard configuration.classes == card.classes.count else {
      throw ModelFileError.unusable(
        path: file.path,
        reason: "it has \(configuration.classes) outputs and names \(card.classes.count) classes")
    }
    let network = try Weights.model(for: file, on: kernels) { () throws(EngineError) in
      try VGG19(configuration, UnsetSource(on: kernels))
    }
    try Weights.load(network, from: file)
    self.init(network, card)
  }
}

extension TrainedModel<Augmentor> {
  /// An augmentor trained here.
  ///
  /// - Throws: as for a classifier.
  public init(contentsOf url: URL, on kernels: Kernels) throws {
    let file = try SafetensorsFile(contentsOf: url)
    let card = try ModelCard(of: file, expecting: .augmentor)
    let network = try Weights.model(for: file, on: kernels) { () throws(EngineError) in
      try Augmentor(
        card.augmentor ?? AugmentorSettings(), bands: card.frontEnd.bands,
        UnsetSource(on: kernels))
    }
    try Weights.load(network, from: file)
    self.init(network, card)
  }
}
