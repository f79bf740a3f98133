import Engine
public import Files
public import Foundation
public import Kernels
public import Speech

/// A trained mixup GAN with its card.
public struct TrainedMixupGAN {
  public let gan: MixupGAN
  public let card: FeatureModelCard
  let kernels: Kernels

  public init(_ gan: MixupGAN, _ card: FeatureModelCard, on kernels: Kernels) {
    self.gan = gan
    self.card = card
    self.kernels = kernels
  }

  /// The file of the weights in a run folder.
  public static let fileName = "mixup-gan.safetensors"
  /// The file of the vectors that it learnt from, on the networks' scale, in a run folder.
  public static let vectorsName = "training.safetensors"

  /// A mixup GAN trained here.
  ///
  /// - Throws: `ModelFileError` where the file is no mixup GAN of ours, `EngineError.weights` where
  ///   a name or shape differs, `FileError` where it is damaged.
  public init(contentsOf url: URL, on kernels: Kernels) throws {
    let file = try SafetensorsFile(contentsOf: url)
    card = try FeatureModelCard(of: file, expecting: .mixupGAN)
    gan = try Weights.model(for: file, on: kernels) { [card] () throws(EngineError) in
      try MixupGAN(
        card.mixupGAN ?? MixupGANSettings(), features: card.names.count,
        isBounded: card.normalization.isBounded,
        UnsetSource(on: kernels))
    }
    try Weights.load(gan, from: file)
    self.kernels = kernels
  }

  /// The vectors that it learnt from, on the networks' scale, with their classes.
  ///
  /// - Parameter folder: the run's.
  /// - Throws: `FileError` where there are none, they are damaged, or another GAN learnt from them.
  public func trainingVectors(in folder: URL) throws(FileError) -> FeatureTable {
    let url = folder.appendingPathComponent(Self.vectorsName)
    guard FileManager.default.fileExists(atPath: url.path) else {
      throw .malformed(
        path: folder.path,
        what:
          "the vectors that the GAN learnt from, \(Self.vectorsName), are not there: `ser train mixup-gan` "
          + "writes them, and experiments keep the networks alone")
    }
    if let vectors = card.vectors, try ContentHash(contentsOf: url).hex != vectors {
      throw .malformed(
        path: url.path,
        what:
          "these are not the vectors that the \(Self.fileName) beside them learnt from; give the "
          + "folder as `ser train mixup-gan` wrote it")
    }
    return try FeatureTable(contentsOf: url)
  }

  /// Writes the weights with their card, whole or not at all.
  ///
  /// - Throws: `FileError` where the file cannot be written, `EngineError.device` where the weights
  ///   cannot be read, `EncodingError` where a number of the card is not finite.
  public func save(to url: URL) throws {
    try Weights.save(gan, to: url, metadata: card.metadata())
  }
}
