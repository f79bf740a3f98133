public import ArgumentParser
import Emotion
import Files
import Foundation

/// `ser export`
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a trained model in a form that other programs run.",
    discussion: """
      Examples:
        ser export onnx runs/vgg/classifier.safetensors --output vgg.onnx
      """,
    subcommands: [ExportONNX.self])
}

/// `ser export onnx`
struct ExportONNX: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "onnx",
    abstract: "Write a trained classifier, or a network of a mixup GAN, as ONNX.",
    discussion: """
      A classifier gives logits. It takes pictures, batch × 1 × frames × mel bands, or features, \
      batch × features, on the scale that the file's metadata tells. A mixup GAN's encoder, generator or discriminator takes and \
      gives vectors. The weights themselves need no export: PyTorch loads the safetensors file.

      Examples:
        ser export onnx runs/vgg/classifier.safetensors --output vgg.onnx
        ser export onnx runs/dnn --output dnn.onnx
        ser export onnx runs/gan --part encoder --output encoder.onnx
      """)

  @Argument(help: "The trained model: its file or run folder.", completion: .file())
  var model: String

  @Option(
    help: ArgumentHelp(
      "The network of a mixup GAN: "
        + "\(ONNXModel.Part.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "network"))
  var part: ONNXModel.Part?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file.onnx"),
    completion: .file(extensions: ["onnx"]))
  var output: String

  @OptionGroup var answer: OutputOptions

  func run() async throws {
    let url = URL(filePath: output)
    let weights = try RunModel.file(
      model, among: part == nil ? RunModel.classifiers : [TrainedMixupGAN.fileName])
    try OutputGuard(reading: CommandInputs.model(weights)).require([url], endingIn: ["onnx"])
    let file = try SafetensorsFile(contentsOf: weights)
    let exported = try part.map { try ONNXModel($0, of: file) } ?? ONNXModel(classifier: file)
    try AtomicFile.write(exported.data, to: url)
    print(
      answer.json
        ? try JSONFile.text(["model": url.path])
        : "\(url.path): \(exported.data.count / 1024) KiB")
  }
}

extension ONNXModel.Part: ExpressibleByArgument {}
