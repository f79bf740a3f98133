import Engine
import Exchange
public import Files
public import Foundation

/// A file of weights as a model of ONNX, which any of its runtimes runs.
public struct ONNXModel: Sendable {
  /// The content of an `.onnx` file.
  public let data: Data

  /// The networks of a mixup GAN.
  public enum Part: String, CaseIterable, Sendable {
    /// Features to code.
    case encoder
    /// Code to features.
    case generator
    /// Features to a logit.
    case discriminator
  }

  /// A classifier: of pictures, or of features.
  ///
  /// - Throws: `ModelFileError` where the file is no classifier of ours or has a head that ONNX
  ///   lacks, `EngineError.weights`, `FileError`.
  public init(classifier file: SafetensorsFile) throws {
    switch ClassifierInput(of: file) {
    case .pictures: try self.init(vgg: file)
    case .features: try self.init(dnn: file)
    }
  }

  /// A classifier of features: its input `features` is batch × features on the scale that the card
  /// in the metadata tells, its output `logits` is batch × classes.
  ///
  /// - Throws: `ModelFileError` where the file is no classifier of features of ours, `FileError`
  ///   where it lacks weights.
  private init(dnn file: SafetensorsFile) throws {
    let card = try FeatureModelCard(of: file, expecting: .dnn)
    var graph = ONNXGraph("dnn", weights: file)
    let logits = try graph.perceptron(
      "features", "", slope: (card.dnn ?? DNNSettings()).slope, output: "logits")
    data = try graph.model(
      input: ("features", [nil, card.names.count]), output: (logits, [nil, card.classes.count]),
      version: card.version, metadata: file.metadata)
  }

  /// A classifier of pictures: its input `pictures` is batch × 1 × frames × bands on the scale that
  /// the card in the metadata tells, its output `logits` is batch × classes.
  ///
  /// - Throws: `ModelFileError` where the file is no classifier of pictures of ours or has a head
  ///   that ONNX lacks, `EngineError.weights` where it holds no VGG19, `FileError` where it lacks
  ///   weights.
  private init(vgg file: SafetensorsFile) throws {
    let card = try ModelCard(of: file, expecting: .classifier)
    let frames = card.classifier?.segment ?? ClassifierSettings().segment
    let network = try VGGConfiguration(of: file, size: frames, bands: card.frontEnd.bands)
    guard case .flatten = network.head else {
      throw ModelFileError.unusable(
        path: file.path,
        reason: "its adaptive pooling is no operator of ONNX; train with a head "
          + "that flattens")
    }
    var graph = ONNXGraph("vgg19", weights: file)
    let logits = try graph.vgg19(network, "pictures", output: "logits")
    data = try graph.model(
      input: ("pictures", [nil, network.inputChannels, frames, card.frontEnd.bands]),
      output: (logits, [nil, network.classes]), version: card.version, metadata: file.metadata)
  }

  /// A network of a mixup GAN, between batches of vectors named `features`, `code` and `logit`.
  ///
  /// - Throws: `ModelFileError` where the file is no mixup GAN of ours, `FileError`.
  public init(_ part: Part, of file: SafetensorsFile) throws {
    let card = try FeatureModelCard(of: file, expecting: .mixupGAN)
    let settings = card.mixupGAN ?? MixupGANSettings()
    let (features, code) = (card.names.count, settings.code)
    var graph = ONNXGraph(part.rawValue, weights: file)
    func perceptron(_ input: String, _ prefix: String, output: String?) throws -> String {
      try graph.perceptron(input, prefix, slope: settings.slope, output: output)
    }
    let ends: (input: (String, [Int?]), output: (String, [Int?]))
    switch part {
    case .encoder:
      ends = (("features", [nil, features]), ("code", [nil, code]))
      _ = try perceptron("features", "E.", output: "code")
    case .generator:
      ends = (("code", [nil, code]), ("features", [nil, features]))
      if settings.isSigmoid(for: card.normalization.isBounded) {
        let sum = try perceptron("code", "G.", output: nil)
        _ = graph.node("Sigmoid", [sum], output: "features")
      } else {
        _ = try perceptron("code", "G.", output: "features")
      }
    case .discriminator:
      ends = (("features", [nil, features]), ("logit", [nil, 1]))
      _ = try perceptron("features", "D.", output: "logit")
    }
    data = try graph.model(
      input: ends.input, output: ends.output, version: card.version, metadata: file.metadata)
  }
}

extension ONNXGraph {
  /// VGG19 with torchvision's names.
  ///
  /// - Throws: `FileError` where the file lacks weights.
  fileprivate mutating func vgg19(
    _ network: VGGConfiguration, _ input: String, output: String
  ) throws(FileError) -> String {
    var (x, number) = (input, 0)
    for block in network.blocks {
      for _ in block {
        let name = "features.\(number)"
        x = node(
          "Conv", [x, try parameter("\(name).weight"), try parameter("\(name).bias")],
          ["kernel_shape": .ints([3, 3]), "pads": .ints([1, 1, 1, 1])])
        if network.batchNorm {
          let norm = "features.\(number + 1)"
          var inputs = [x]
          for kind in ["weight", "bias", "running_mean", "running_var"] {
            inputs.append(try parameter("\(norm).\(kind)"))
          }
          x = node("BatchNormalization", inputs, ["epsilon": .float(1e-5)])
        }
        x = node("Relu", [x])
        number += network.batchNorm ? 3 : 2
      }
      x = node("MaxPool", [x], ["kernel_shape": .ints([2, 2]), "strides": .ints([2, 2])])
      number += 1
    }
    x = node("Flatten", [x])
    x = node("Relu", [try linear(x, "classifier.0")])
    x = node("Relu", [try linear(x, "classifier.3")])
    return try linear(x, "classifier.6", output: output)
  }
}
