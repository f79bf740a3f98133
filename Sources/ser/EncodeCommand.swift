import ArgumentParser
import Emotion
import Files
import Foundation
import Speech

/// `ser encode`
struct EncodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode",
    abstract: "Compress feature vectors with a trained mixup GAN.",
    discussion: """
      The codes E(x) have as many numbers as the setting mixupGAN.code said when the GAN was \
      trained. Features of another kind than those it learnt from are refused.

      Examples:
        ser encode runs/gan is10.csv --output codes.csv
        ser encode runs/gan/mixup-gan.safetensors is10.npz --output codes.arff
      """)

  @Argument(
    help: "The mixup GAN of `ser train mixup-gan`: its file or run folder.", completion: .file())
  var model: String

  @Argument(help: "The features.", completion: .file())
  var features: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write: \(FeatureFormat.list).", valueName: "file"),
    completion: .file())
  var output: String

  @Option(
    help: ArgumentHelp(
      "The manifest that says whose each recording is, for a model of features normalised by speaker.",
      valueName: "manifest"),
    completion: .file(extensions: ["csv"]))
  var manifest: String?

  @OptionGroup var device: DeviceOptions
  @OptionGroup var answer: OutputOptions

  func validate() throws {
    guard FeatureFormat(URL(filePath: output)) != nil else {
      throw ValidationError("\(output) must end in one of \(FeatureFormat.list).")
    }
  }

  func run() throws {
    let weights = try RunModel.file(model, among: [TrainedMixupGAN.fileName])
    try OutputGuard(
      reading: CommandInputs.model(weights)
        + CommandInputs.described(URL(filePath: features))
        + [manifest].compactMap(\.self).map { URL(filePath: $0) }
    ).require(FeatureTable.files(writtenTo: URL(filePath: output)))
    let kernels = try device.kernels(telling: answer)
    let trained = try TrainedMixupGAN(contentsOf: weights, on: kernels)
    var table = try FeatureTable(contentsOf: URL(filePath: features))
    var owners: [FeatureTable.Owner]?
    if let manifest {
      (table, owners) = try table.matched(with: Manifest(contentsOf: URL(filePath: manifest)))
    }
    let scaled = try trained.card.scaled(table, owners: owners)
    for sentence in table.report.sentences { warn(sentence) }
    let file = URL(filePath: output)
    try trained.codes(of: table, scaled: scaled).write(to: file)
    print(
      answer.json
        ? try JSONFile.text(["codes": file.path])
        : "\(file.path): \(counted(table.files.count, "code"))")
  }
}
