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
      each recording's segments; by gender and speaker, how sure they are, and calibration. With --output \
      the folder is a run like others, for `ser report` and `ser runs`: results.json, predictions.csv, \
      of whole recordings utterances.csv, and a page. results.json names the model, the manifest and what \
      was chosen; a folder that has another evaluation is not written over.

      Examples:
        ser evaluate emovo.csv --model runs/vgg
        ser evaluate m.csv --model classifier.safetensors --speakers 03 --output test
        ser evaluate m.csv --model runs/dnn --features is10.csv --output runs/test
      """)

  @Argument(help: "The manifest.", completion: .file(extensions: ["csv"]))
  var manifest: String

  @Option(
    help: ArgumentHelp("The trained classifier: its file or run folder.", valueName: "model"),
    completion: .file())
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
    help: ArgumentHelp("The folder of the run.", valueName: "folder"), completion: .directory)
  var output: String?

  @OptionGroup var source: FeatureOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var device: DeviceOptions
  @OptionGroup var answer: OutputOptions

  /// What a model made of the recordings.
  private struct Tested {
    let evaluation: Evaluation
    /// The model's.
    var configuration: Configuration
    let prepared: any PreparedRecordings
  }

  func run() async throws {
    let elapsed = ProgressBar.stopwatch()
    let weights = try RunModel.file(model, among: RunModel.classifiers)
    let folder = try output.map { path in
      try EvaluationFolder(
        URL(filePath: path, directoryHint: .isDirectory), for: evaluated(by: weights),
        reading: CommandInputs.manifest(URL(filePath: manifest)) + CommandInputs.model(weights)
          + [source.table].compactMap(\.self).flatMap(CommandInputs.described))
    }
    let kernels = try device.kernels(telling: answer)
    let file = try SafetensorsFile(contentsOf: weights)
    var tested =
      switch ClassifierInput(of: file) {
      case .pictures: try await test(TrainedModel<VGG19>(file, on: kernels), on: kernels)
      case .features: try await test(TrainedDNN(file, on: kernels))
      }
    tested.configuration.corpus.map = rules.flatMap(\.trimmedList)
    // Before files are written, which may find the disk full.
    try tested.evaluation.show(
      seed: tested.configuration.seed, of: evaluated(by: weights), asJSON: answer.json)
    guard let folder else { return }
    try folder.write(
      tested.evaluation, by: tested.configuration, of: tested.prepared,
      data: RunSession.hashes(of: [weights] + source.files(with: URL(filePath: manifest))),
      options: options, on: kernels, elapsed: elapsed)
    if !answer.json { print(folder.sentence) }
  }

  /// - Throws: `FileError.missing` or `.io`.
  private func evaluated(by weights: URL) throws(FileError) -> EvaluationSource {
    try EvaluationSource(
      model: weights, manifest: URL(filePath: manifest), features: source.table,
      speakers: speakers.map(\.trimmedList), map: rules.flatMap(\.trimmedList))
  }

  /// What decides the result beside the files.
  private var options: [String: String] {
    var options = reading.further.merging(device.further) { $1 }
    options["--speakers"] = speakers?.trimmedList.sorted().joined(separator: ",")
    return options
  }

  private func test(_ trained: TrainedModel<VGG19>, on kernels: Kernels) async throws -> Tested {
    let prepared = try await answer.prepare(
      URL(filePath: manifest), classes: .among(trained.card.classes),
      rules: rules.flatMap(\.trimmedList),
      frontEnd: trained.card.frontEnd, reading: reading)
    let rows = try rows(of: prepared.corpus.labelled)
    return Tested(
      evaluation: try Interrupt.ending {
        try Evaluation(trained, of: prepared.corpus, rows: rows, on: kernels)
      },
      configuration: Configuration(of: trained.card), prepared: prepared)
  }

  private func test(_ trained: TrainedDNN) async throws -> Tested {
    let table = source.table
    var settings = table == nil ? try trained.card.extraction() : Configuration().features
    settings.normalization = trained.card.normalization
    let prepared = try await answer.prepare(
      URL(filePath: manifest), classes: .among(trained.card.classes),
      rules: rules.flatMap(\.trimmedList),
      features: table, settings: settings, reading: reading)
    let rows = try rows(of: prepared.corpus.labelled)
    return Tested(
      evaluation: try Interrupt.ending {
        try Evaluation(trained, of: prepared.corpus, rows: rows)
      },
      configuration: Configuration(of: trained.card), prepared: prepared)
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
  /// - Parameter source: what it was of; nil where the run says that itself.
  /// - Throws: `FileError.io` where they cannot be written as JSON.
  func show(seed: UInt64, of source: EvaluationSource? = nil, asJSON: Bool) throws {
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
      print(try JSONFile.text(SourcedResults(results, of: source)))
    } else {
      if let inputs = results.inputs { print(inputs.sentence) }
      print(ResultsTable.text(of: results))
    }
  }
}
