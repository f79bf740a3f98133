public import Engine
public import Files

/// The shape of a VGG19: everything that can differ between two of them.
public struct VGGConfiguration: Equatable, Sendable {
  /// What lies between the last convolution and the first linear layer.
  public enum Head: Equatable, Sendable {
    /// All pixels: the picture's size is then fixed.
    case flatten
    /// Adaptive average pooling to a square of this side; torchvision's is 7.
    case pooled(Int)
  }

  /// Pixels of a side at least: it is halved five times.
  public static let fewestPixels = 32

  public var inputChannels: Int
  public var classes: Int
  /// The picture's frames and mel bands; what `.flatten` depends on.
  public var frames, bands: Int
  /// The output channels of the convolutions, block by block; each block ends in a pooling.
  public var blocks: [[Int]]
  public var hidden: [Int]
  public var batchNorm: Bool
  public var dropout: Float
  public var head: Head

  /// Configuration E.
  public static let blocksE = [
    [64, 64], [128, 128], [256, 256, 256, 256], [512, 512, 512, 512], [512, 512, 512, 512],
  ]

  /// VGG19 as the paper has it, or with `width` times as many channels and hidden units for tests
  /// and quick runs.
  ///
  /// - Parameters:
  ///   - size: the picture's frames.
  ///   - bands: its mel bands; as many as frames where nil.
  public init(
    classes: Int, inputChannels: Int = 1, size: Int = 128, bands: Int? = nil, width: Double = 1,
    batchNorm: Bool = false, dropout: Float = 0.5, head: Head = .flatten
  ) {
    func scaled(_ count: Int) -> Int { max(1, Int((Double(count) * width).rounded())) }
    self.inputChannels = inputChannels
    self.classes = classes
    frames = size
    self.bands = bands ?? size
    blocks = VGGConfiguration.blocksE.map { $0.map(scaled) }
    hidden = [scaled(4096), scaled(4096)]
    self.batchNorm = batchNorm
    self.dropout = dropout
    self.head = head
  }

  /// The inputs of the first linear layer.
  public var flattened: Int {
    let channels = blocks.last?.last ?? inputChannels
    switch head {
    case .flatten:
      return channels * (frames >> blocks.count) * (bands >> blocks.count)
    case .pooled(let side): return channels * side * side
    }
  }

  /// The configuration of a weights file, from its names and shapes alone: torchvision's own files
  /// (three channels, 7 × 7 pooling, 1000 classes) as well as ours.
  ///
  /// - Parameters:
  ///   - size: the pictures' frames.
  ///   - bands: their mel bands, as many as frames where nil; a head that a picture of this size
  ///     does not flatten to is pooled.
  /// - Throws: `EngineError.weights` where the file holds no VGG19.
  public init(of file: SafetensorsFile, size: Int = 128, bands: Int? = nil, dropout: Float = 0.5)
    throws(EngineError)
  {
    func shape(_ name: String, _ rank: Int) throws(EngineError) -> [Int] {
      guard let entry = file[name], entry.shape.count == rank else {
        throw .weights(file: file.path, reason: "a VGG19 has a \(name) with \(rank) axes")
      }
      return entry.shape
    }
    batchNorm = file["features.1.running_mean"] != nil
    let first = try shape("features.0.weight", 4)
    inputChannels = first[1]
    var layer = 0
    blocks = []
    for block in VGGConfiguration.blocksE {
      var widths: [Int] = []
      for _ in block {
        widths.append(try shape("features.\(layer).weight", 4)[0])
        layer += batchNorm ? 3 : 2
      }
      blocks.append(widths)
      layer += 1
    }
    let linear = try shape("classifier.0.weight", 2)
    hidden = [linear[0], try shape("classifier.3.weight", 2)[0]]
    classes = try shape("classifier.6.weight", 2)[0]
    frames = size
    self.bands = bands ?? size
    self.dropout = dropout
    head = .flatten
    if blocks.joined().contains(0) || hidden.contains(0) {
      throw .weights(file: file.path, reason: "a layer of it has no channel")
    }
    if flattened != linear[1] {
      let channels = blocks.last?.last ?? 1
      let side = Int(Double(linear[1] / channels).squareRoot().rounded())
      guard side * side * channels == linear[1] else {
        throw .weights(
          file: file.path,
          reason: "classifier.0.weight takes \(linear[1]) values, which is no square of "
            + "\(channels) channels")
      }
      head = .pooled(side)
    }
  }
}
