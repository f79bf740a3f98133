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
      .safetensors; all but .csv hold the manifest's emotions too. Variant and sample rate are \
      written with the features; beside .csv and .npy they lie in a small .json. A recording that \
      is too short is left out and named.

      Examples:
        ser features is10 speech.wav --output speech.csv
        ser features is10 emodb.csv --output is10.arff
        ser features is10 emodb.csv --output is10.npz --variant IS10_paraling_compat
      """)

  @Argument(help: "A recording, or a manifest (.csv).", completion: .file())
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

  @OptionGroup var answer: OutputOptions

  private struct Answer: Encodable {
    let output: String
    let recordings: Int
    let features: Int
    let kind: FeatureKind
    let skipped: [Emobase2010.Skipped]
    let warnings: [String]
  }

  func validate() throws {
    if FeatureFormat(URL(filePath: output)) == nil {
      throw ValidationError("\(output) must end in one of \(FeatureFormat.list).")
    }
  }

  func run() async throws {
    try OutputGuard(reading: CommandInputs.recordingOrManifest(URL(filePath: input)))
      .require(FeatureTable.files(writtenTo: URL(filePath: output)))
    let (recordings, warnings) = try recordings()
    var settings = Emobase2010.Settings()
    settings.variant = variant
    settings.fixesLoudness = loudnessFix
    settings.fixesJitter = jitterFix
    let bar = answer.progressBar("Features", total: recordings.count, unit: "recordings")
    let extraction = try await Interrupt.cancelling { [settings, nativeRate] in
      try await Emobase2010.extract(
        recordings, settings: settings, sampleRate: nativeRate ? nil : 16_000
      ) { done, _ in bar.update(done) }
    }
    bar.finish()
    try written(extraction.table).write(to: URL(filePath: output))

    for warning in warnings { warn(warning) }
    for recording in extraction.skipped {
      warn("\(recording.file) is left out: \(recording.reason).")
    }
    try report(extraction, warnings: warnings)
  }

  private func recordings() throws -> ([(name: String, recording: Recording)], warnings: [String]) {
    let url = URL(filePath: input)
    guard url.pathExtension.lowercased() == "csv" else {
      return ([(input, Recording(url: url, emotion: ""))], [])
    }
    let manifest = try Manifest(contentsOf: url)
    return (manifest.recordings.map { ($0.url.path, $0) }, manifest.warnings)
  }

  /// The table as the output's form holds it: a CSV has the features alone, and a recording that
  /// no manifest lists has no emotion.
  private func written(_ table: FeatureTable) -> FeatureTable {
    let isLabelled =
      FeatureFormat(URL(filePath: output)) != .csv && !(table.labels ?? []).contains("")
    return FeatureTable(
      kind: table.kind, names: table.names, files: table.files, values: table.values,
      labels: isLabelled ? table.labels : nil)
  }

  private func report(_ extraction: Emobase2010.Extraction, warnings: [String]) throws {
    let table = extraction.table
    guard answer.json else {
      let skipped = extraction.skipped.isEmpty ? "" : ", \(extraction.skipped.count) left out"
      print(
        "\(output): \(counted(table.files.count, "recording")) of "
          + "\(counted(table.names.count, "feature")), \(table.kind)\(skipped)")
      return
    }
    print(
      try JSONFile.text(
        Answer(
          output: output, recordings: table.files.count, features: table.names.count,
          kind: table.kind, skipped: extraction.skipped, warnings: warnings)))
  }
}

extension Emobase2010.Variant: ExpressibleByArgument {}
