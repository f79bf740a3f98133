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
    let parts = manifest.deletingPathExtension().appendingPathExtension("segments")
    let read = try kind.reader.read(URL(filePath: root))
    try guardOutputs(manifest, parts: read.spans.isEmpty ? nil : parts, of: read)
    let contents = try read.cuttingSpans(into: parts)
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

  /// Whether a file in the corpus's folder may be a table of labels.
  private func isRead(_ file: URL) -> Bool {
    kind == .csv || (kind == .audformat && file.lastPathComponent.hasPrefix("db."))
  }

  /// Nothing of a corpus is changed: neither its recordings nor what else lies in its folder, but for an
  /// earlier manifest of it.
  ///
  /// - Parameter parts: the folder of parts of recordings; nil where there are none.
  /// - Throws: `FileError` where something of it would be written over, or the manifest cannot be written.
  private func guardOutputs(
    _ manifest: URL, parts: URL?, of contents: CorpusContents
  ) throws(FileError) {
    let root = URL(filePath: root)
    let recordings = contents.recordings.map(\.url) + contents.skipped.map(\.url)
    try OutputGuard(
      reading: ([root] + recordings + CommandInputs.below(root))
        .filter { isRead($0) || !Manifest.isOurs($0) }
    ).require([manifest])
    guard let parts, Folder.isFolder(parts) else { return }
    let place = FileIdentity(parts)
    for folder in Set(recordings.map { $0.deletingLastPathComponent() })
    where FileIdentity(folder) == place {
      throw .isRead(path: parts.path, input: folder.path)
    }
  }
}

extension CorpusKind: ExpressibleByArgument {}
