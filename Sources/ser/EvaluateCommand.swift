import ArgumentParser
import Emotion
import Files
import Foundation
import Kernels
import Speech
import Training

/// `ser evaluate`
struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Test a trained classifier on a manifest's recordings.",
    discussion: """
      Recall by class, unweighted average recall, accuracy and the confusion matrix, by the vote of \
      each recording's segments. With --output, results.json, predictions.csv and, of whole recordings, \
      utterances.csv are written there; the first names model, manifest and choices, and one of others is \
      not written over.

      Examples:
        ser evaluate emovo.csv --model runs/vgg/classifier.safetensors
        ser evaluate m.csv --model classifier.safetensors --speakers 03 --output test
        ser evaluate m.csv --model runs/dnn/dnn.safetensors --features is10.csv
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
  var rules: [String] = LabelMap.standardRules

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A folder for results.json, predictions.csv and utterances.csv.", valueName: "folder"),
    completion: .directory)
  var output: String?

  @OptionGroup var source: FeatureOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var device: DeviceOptions
  @OptionGroup var answer: OutputOptions

  func run() async throws {
    let folder = output.map { URL(filePath: $0, directoryHint: .isDirectory) }
    let source = try folder.map(guardOutputs)
    let kernels = try device.kernels(telling: answer)
    let file = try SafetensorsFile(contentsOf: URL(filePath: model))
    let (evaluation, seed) =
      switch ClassifierInput(of: file) {
      case .pictures: try await evaluate(TrainedModel<VGG19>(file, on: kernels), on: kernels)
      case .features: try await evaluate(TrainedDNN(file, on: kernels))
      }
    // Before files are written, which may find the disk full.
    try evaluation.show(seed: seed, asJSON: answer.json)
    if let folder {
      try Folder.create(folder)
      try evaluation.write(to: folder, seed: seed, of: source)
    }
  }

  /// - Returns: what is evaluated.
  /// - Throws: `FileError` where something that is read, or what a run or another evaluation found, would
  ///   be written over.
  private func guardOutputs(in folder: URL) throws(FileError) -> EvaluationSource {
    let outputs = Evaluation.files(writtenTo: folder)
    try OutputGuard(
      reading: CommandInputs.manifest(URL(filePath: manifest))
        + CommandInputs.model(URL(filePath: model))
        + [source.table].compactMap(\.self).flatMap(CommandInputs.described)
    ).require(outputs, makingFolders: true)
    let evaluated = try EvaluationSource(
      model: URL(filePath: model), manifest: URL(filePath: manifest), features: source.table,
      speakers: speakers.map(\.trimmedList), map: rules.flatMap(\.trimmedList))
    try evaluated.requireSame(in: folder)
    return evaluated
  }

  private func evaluate(
    _ trained: TrainedModel<VGG19>, on kernels: Kernels
  ) async throws -> (Evaluation, seed: UInt64) {
    let prepared = try await answer.prepare(
      URL(filePath: manifest), classes: .among(trained.card.classes),
      rules: rules.flatMap(\.trimmedList),
      frontEnd: trained.card.frontEnd, reading: reading)
    let rows = try rows(of: prepared.corpus.labelled)
    return (
      try Evaluation(trained, of: prepared.corpus, rows: rows, on: kernels), trained.card.seed
    )
  }

  private func evaluate(_ trained: TrainedDNN) async throws -> (Evaluation, seed: UInt64) {
    let table = source.table
    var settings = table == nil ? try trained.card.extraction() : Configuration().features
    settings.normalization = trained.card.normalization
    let corpus = try await answer.prepare(
      URL(filePath: manifest), classes: .among(trained.card.classes),
      rules: rules.flatMap(\.trimmedList),
      features: table, settings: settings, reading: reading
    ).corpus
    let rows = try rows(of: corpus.labelled)
    return (try Evaluation(trained, of: corpus, rows: rows), trained.card.seed)
  }

  /// The utterances of the speakers that were asked for, else all.
  ///
  /// - Throws: `SplitError.noSpeaker` where one of these has none.
  private func rows(of utterances: [LabelledUtterance]) throws -> [Int] {
    try speakers.map { try SpeakerList($0).utterances(of: utterances) } ?? utterances.map(\.id)
  }
}

extension Evaluation {
  /// The figures on standard output.
  ///
  /// - Throws: `FileError.io` where they cannot be written as JSON.
  func show(seed: UInt64, asJSON: Bool) throws {
    let results = results(seed: seed)
    if let overlap = results.data?.overlap {
      let warnings = overlap.warnings
      for sentence in overlap.sentences {
        if warnings.contains(sentence) {
          warn(sentence)
        } else {
          StandardStreams.say("\(sentence)\n")
        }
      }
    } else {
      StandardStreams.say(
        "The model does not say what it learnt from, and so nothing tells what the test shares with "
          + "that.\n")
    }
    if asJSON {
      print(try JSONFile.text(results))
    } else {
      if let inputs = results.inputs { print(inputs.sentence) }
      print(ResultsTable.text(of: results))
    }
  }
}
