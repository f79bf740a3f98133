import Emotion
import TestVectors

// How vectors describe the shapes of networks: the keys and defaults are those of the PyTorch
// models that made them.

/// The shape of an augmentor.
struct AugmentorShape: Decodable {
  /// Frames and mel bands.
  let size: [Size]?
  let enc: [Size]?
  let z: Size?
  let dec: [Size]?
  let kernel: Size?
  let slope: Double?
  let tanh: Bool?
  let floor: Double?

  var bands: Int { size?.last?.count ?? 128 }

  var settings: AugmentorSettings {
    var settings = AugmentorSettings()
    settings.latent = .vector
    settings.frames = size?.first?.count ?? 512
    settings.channels = enc?.map(\.count) ?? [32, 64, 128]
    settings.latentSize = z?.count ?? 128
    settings.decoderChannels = dec?.map(\.count) ?? [128, 64]
    settings.kernel = kernel?.count ?? 4
    settings.slope = slope ?? 0.2
    settings.tanh = tanh ?? false
    settings.floor = floor ?? 1e-12
    return settings
  }
}

/// The shape of a discriminator or of a representation learner.
struct SequenceNetworkShape: Decodable {
  let channels: [Size]?
  /// Frames and mel bands.
  let size: [Size]?
  let hidden: Size?
  let kernel: Size?
  let slope: Double?

  var bands: Int { size?.last?.count ?? 128 }

  /// - Parameter standard: the channels that hold where none are given.
  func settings(channels standard: [Int]) -> SequenceNetworkSettings {
    var settings = SequenceNetworkSettings(channels: channels?.map(\.count) ?? standard)
    settings.hidden = hidden?.count ?? 128
    settings.kernel = kernel?.count ?? 4
    settings.slope = slope ?? 0.2
    return settings
  }

  /// The paper's channels of the two networks.
  static let discriminatorChannels = [16, 32, 64, 64]
  static let learnerChannels = [16, 32, 64, 128, 128]
}

/// The shape of a VGG.
struct VGGShape: Decodable {
  let nClasses: Size?
  let inCh: Size?
  let size: Size?
  let cfg: [Step]?
  let fc: [Size]?
  let bn: Bool?
  let headPool: Size?

  /// A convolution of so many channels, or a pooling: "M".
  enum Step: Decodable {
    case convolution(Size)
    case pooling

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      self =
        try (try? container.decode(String.self)) == "M"
        ? .pooling : .convolution(container.decode(Size.self))
    }
  }

  func configuration(dropout: Float, in file: VectorFile) throws -> VGGConfiguration {
    var configuration = VGGConfiguration(
      classes: nClasses?.count ?? 4, inputChannels: inCh?.count ?? 1, size: size?.count ?? 128,
      batchNorm: bn ?? false, dropout: dropout, head: headPool.map { .pooled($0.count) } ?? .flatten
    )
    if let cfg { configuration.blocks = try blocks(of: cfg, in: file) }
    if let fc { configuration.hidden = fc.map(\.count) }
    guard configuration.hidden.count == 2 else {
      throw file.malformed(
        "a VGG has two hidden layers, and its \"fc\" names \(configuration.hidden)")
    }
    return configuration
  }

  private func blocks(of steps: [Step], in file: VectorFile) throws -> [[Int]] {
    var blocks: [[Int]] = []
    var block: [Int] = []
    for step in steps {
      switch step {
      case .convolution(let channels): block.append(channels.count)
      case .pooling:
        blocks.append(block)
        block = []
      }
    }
    guard block.isEmpty else {
      throw file.malformed("its \"cfg\" does not end in a pooling, \"M\", as every VGG does")
    }
    return blocks
  }
}
