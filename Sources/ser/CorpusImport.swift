public import ArgumentParser
import Files
import Foundation
import Speech

/// `ser corpus import`
struct CorpusImport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Write the manifest of a corpus.",
    discussion: """
      The corpus is read as its authors give it out, .wav or the same names as .flac, and nothing \
      in it is changed. Every recording is listed; other commands choose classes. Where audformat \
      labels parts of a recording, these are written as recordings of their own beside the manifest.

      Examples:
        ser corpus import emodb /data/emodb --output emodb.csv
        ser corpus import esd "/data/Emotion Speech Dataset" --output esd.csv
        ser corpus import csv /data/mine/list.csv --output mine.csv
      """)

  @Argument(
    help: "The corpus: \(CorpusKind.allCases.map(\.rawValue).joined(separator: ", ")).")
  var kind: CorpusKind

  @Argument(help: "Its folder, or the file for csv.", completion: .directory)
  var root: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The manifest to write.", valueName: "file.csv"),
    completion: .file(extensions: ["csv"]))
  var output: String

  @OptionGroup var answer: OutputOptions

  /// The answer as JSON.
  private struct Answer: Encodable {
    struct Skipped: Encodable {
      let file: String
      let reason: String
    }
    let manifest: String
    let recordings: Int
    let skipped: [Skipped]
    let warnings: [String]
  }

  func run() async throws {
    let manifest = URL(filePath: output)
    let contents = try kind.reader.read(URL(filePath: root))
      .cuttingSpans(into: manifest.deletingPathExtension().appendingPathExtension("segments"))
    try Manifest.write(
      contents.recordings, furtherColumns: contents.furtherColumns, to: manifest)
    if answer.json {
      let skipped = contents.skipped.map {
        Answer.Skipped(file: $0.url.path, reason: $0.reason)
      }
      print(
        try JSONFile.text(
          Answer(
            manifest: manifest.path, recordings: contents.recordings.count, skipped: skipped,
            warnings: contents.warnings)))
    } else {
      print("\(manifest.path): \(counted(contents.recordings.count, "recording"))")
    }
    for warning in contents.warnings { warn(warning) }
    for file in contents.skipped { warn("\(file.url.path) is skipped: \(file.reason)") }
  }
}

extension CorpusKind: ExpressibleByArgument {}
