public import ArgumentParser
import Files
import Foundation
import Speech

/// `ser features is10`
struct FeaturesIS10: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "is10",
    abstract: "Compute the 1582 features of the INTERSPEECH 2010 Paralinguistic Challenge.",
    discussion: """
      One vector a recording, as openSMILE 3.0.1 computes it, under its names and in its order. The \
      ending of the output decides its form: .csv (comma, first column file), .arff, .npy, .npz or \
      .safetensors; all but .csv hold the manifest's emotions too. Variant, sample rate \
      and what is left out are written with the features; beside .csv and .npy they lie in a small \
      .json. A recording that is too short is left out and named, and so is one that cannot be read \
      where --skip-unreadable says so. Features of a manifest or a folder are kept beside it, too.

      Examples:
        ser features is10 speech.wav --output speech.csv
        ser features is10 emodb.csv --output is10.arff
        ser features is10 recordings/ --output is10.csv
        ser features is10 emodb.csv --output is10.npz --variant IS10_paraling_compat
      """)

  @Argument(help: "A recording, a folder of them, or a manifest (.csv).", completion: .file())
  var input: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write: \(FeatureFormat.list).", valueName: "file"),
    completion: .file())
  var output: String

  @Option(
    help: ArgumentHelp(
      "The definition of the set: \(Emobase2010.Variant.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "name"))
  var variant = Emobase2010.Variant.emobase2010

  @Flag(help: "Keep the recordings' own sample rate, all the same; without it they come to 16 kHz.")
  var nativeRate = false

  @Flag(help: "Loudness from whole frames; openSMILE takes the first sample of each.")
  var loudnessFix = false

  @Flag(help: "Jitter with a constant threshold on the likeness of periods, not the frame's worst.")
  var jitterFix = false

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var answer: OutputOptions

  private struct Answer: Encodable {
    let output: String
    let recordings: Int
    let features: Int
    let kind: FeatureKind
    let skipped: [LeftOutRecording]
    let problems: [RecordingProblem]
    let warnings: [String]
  }

  func validate() throws {
    if FeatureFormat(URL(filePath: output)) == nil {
      throw ValidationError("\(output) must end in one of \(FeatureFormat.list).")
    }
  }

  func run() async throws {
    try OutputGuard(reading: CommandInputs.recordings(URL(filePath: input)))
      .require(FeatureTable.files(writtenTo: URL(filePath: output)))
    var settings = Emobase2010.Settings()
    settings.variant = variant
    settings.fixesLoudness = loudnessFix
    settings.fixesJitter = jitterFix
    let isList = ListedRecordings.isOne(URL(filePath: input))
    if !isList { try reading.requireNoSelection(of: input) }
    let list =
      try isList
      ? ListedRecordings(URL(filePath: input), rows: reading.rows()) : nil
    let (table, report) =
      if let list { try await features(of: list, settings) } else {
        try await ofRecording(settings)
      }
    try written(table).write(to: URL(filePath: output))
    for sentence in report.sentences { warn(sentence) }
    try show(table, report)
    try list?.requireAll(reading)
  }

  private var sampleRate: Int? { nativeRate ? nil : 16_000 }

  private func ofRecording(
    _ settings: Emobase2010.Settings
  ) async throws -> (FeatureTable, RecordingReport) {
    let recording = Recording(url: URL(filePath: input), emotion: "")
    let extraction = try await Interrupt.cancelling { [input, sampleRate] in
      try await Emobase2010.extract(
        [(input, recording)], settings: settings, sampleRate: sampleRate)
    }
    return (extraction.table, extraction.report)
  }

  private func features(
    of list: ListedRecordings, _ settings: Emobase2010.Settings
  ) async throws -> (FeatureTable, RecordingReport) {
    let store = ExtractionStore(
      beside: URL(filePath: input), settings: settings, sampleRate: sampleRate)
    let bar = answer.progressBar("Features", total: list.recordings.count, unit: "recordings")
    let extraction = try await Interrupt.cancelling { [reading] in
      try await store.features(
        of: list.recordings, skippingUnreadable: reading.skipUnreadable
      ) { done, _ in bar.update(done) }
    }
    bar.finish()
    return (extraction.table, extraction.report.following(list.warnings))
  }

  /// The table as the output's form holds it: a CSV has the features alone, and a recording that
  /// no manifest lists has no emotion.
  private func written(_ table: FeatureTable) -> FeatureTable {
    let isLabelled =
      FeatureFormat(URL(filePath: output)) != .csv && !(table.labels ?? []).contains("")
    return FeatureTable(
      kind: table.kind, names: table.names, files: table.files, values: table.values,
      labels: isLabelled ? table.labels : nil
    ).noting(table.notes)
  }

  private func show(_ table: FeatureTable, _ report: RecordingReport) throws {
    guard answer.json else {
      let skipped = report.leftOut.isEmpty ? "" : ", \(report.leftOut.count) left out"
      print(
        "\(output): \(counted(table.files.count, "recording")) of "
          + "\(counted(table.names.count, "feature")), \(table.kind)\(skipped)")
      return
    }
    print(
      try JSONFile.text(
        Answer(
          output: output, recordings: table.files.count, features: table.names.count,
          kind: table.kind, skipped: report.leftOut, problems: report.problems,
          warnings: report.sentences)))
  }
}

extension Emobase2010.Variant: ExpressibleByArgument {}
