import ArgumentParser
import Emotion
import Files
import Foundation
import Speech

/// `ser synthesize`
struct SynthesizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synthesize",
    abstract: "Make synthetic feature vectors with a trained mixup GAN.",
    discussion: """
      One vector for each recording that the GAN learnt from, and one for each of as many mixes. \
      The output has the likeliest class of each vector in its last column, or among its labels; beside \
      a file F, F.labels.csv says what each was made from and the probabilities of the classes.

      Examples:
        ser synthesize runs/gan --output synthetic.csv
        ser synthesize runs/gan --output synthetic.npz --mixes 3 --seed 2
      """)

  @Argument(
    help: ArgumentHelp(
      "The mixup GAN of `ser train mixup-gan`: its file or run folder.",
      discussion: "The vectors that it learnt from must lie beside it.", valueName: "model"),
    completion: .file())
  var trained: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write: \(FeatureFormat.list).", valueName: "file"),
    completion: .file())
  var output: String

  @Option(help: ArgumentHelp("Mixes of each recording.", valueName: "number"))
  var mixes = 1

  @Option(help: ArgumentHelp("Where random draws begin.", valueName: "number"))
  var seed: UInt64 = 1

  @Flag(help: "Leave the vectors on the scale of the networks.")
  var normalized = false

  @OptionGroup var device: DeviceOptions
  @OptionGroup var answer: OutputOptions

  func validate() throws {
    guard 0...1_000 ~= mixes else { throw ValidationError("--mixes must be from 0 to 1000.") }
    guard FeatureFormat(URL(filePath: output)) != nil else {
      throw ValidationError("\(output) must end in one of \(FeatureFormat.list).")
    }
  }

  func run() throws {
    let file = URL(filePath: output)
    let labels = SyntheticVectors.labels(of: file)
    let weights = try RunModel.file(trained, among: [TrainedMixupGAN.fileName])
    try OutputGuard(reading: CommandInputs.model(weights))
      .require(FeatureTable.files(writtenTo: file) + [labels])
    let kernels = try device.kernels(telling: answer)
    let model = try TrainedMixupGAN(contentsOf: weights, on: kernels)
    let synthesis = try Synthesis(
      model, of: model.trainingVectors(in: weights.deletingLastPathComponent()), mixes: mixes,
      seed: seed)
    try synthesis.write(to: file, normalized: normalized)
    print(
      answer.json
        ? try JSONFile.text(["features": file.path, "labels": labels.path])
        : "\(file.path): \(counted(synthesis.count, "vector")), their labels in \(labels.path)")
  }
}
