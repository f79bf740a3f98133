import ArgumentParser
import Emotion
import Files
import Foundation

/// `ser evaluate`
struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Test a trained classifier on a manifest's recordings.",
    discussion: """
      Recall by class, unweighted average recall, accuracy and the confusion matrix, by the vote of \
      each recording's segments. With --output, results.json and predictions.csv are written there.

      Examples:
        ser evaluate emovo.csv --model runs/vgg/classifier.safetensors
        ser evaluate test.csv --model classifier.safetensors --speakers 03,08 --output runs/test
      """)

  @Argument(help: "The manifest.", completion: .file(extensions: ["csv"]))
  var manifest: String

  @Option(help: ArgumentHelp("The trained classifier.", valueName: "file"), completion: .file())
  var model: String

  @Option(help: ArgumentHelp("Only these speakers, with commas.", valueName: "speakers"))
  var speakers: String?

  @Option(
    name: .customLong("map"),
    help: ArgumentHelp(
      "Rename emotions to the model's classes, as in joy=happy; may be given more than once.",
      valueName: "old=new"))
  var rules: [String] = ["excited=happy"]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("A folder for results.json and predictions.csv.", valueName: "folder"),
    completion: .directory)
  var output: String?

  @OptionGroup var device: DeviceOptions
  @OptionGroup var answer: OutputOptions

  func run() async throws {
    let kernels = try Cache.kernels(on: device.choose())
    let trained = try TrainedModel<VGG19>(contentsOf: URL(filePath: model), on: kernels)
    let prepared = try await answer.prepare(
      URL(filePath: manifest), classes: .among(trained.card.classes), rules: rules,
      frontEnd: trained.card.frontEnd)
    var utterances = prepared.corpus.utterances
    if let speakers {
      let fold = try Fold.holdingOut(
        speakers.split(separator: ",").map(String.init), of: prepared.corpus.labelled)
      utterances = prepared.corpus[fold.test]
    }
    let evaluation = try Evaluation(trained, of: utterances, on: kernels)
    if let output {
      let folder = URL(filePath: output, directoryHint: .isDirectory)
      try Folder.create(folder)
      try evaluation.write(to: folder, seed: trained.card.seed)
    }
    try evaluation.show(seed: trained.card.seed, asJSON: answer.json)
  }
}

extension Evaluation {
  /// The figures on standard output.
  func show(seed: UInt64, asJSON: Bool) throws {
    let results = results(seed: seed)
    print(asJSON ? try JSONFile.text(results) : ResultsTable.text(of: results))
  }
}
