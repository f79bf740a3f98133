import Files
import Foundation
import Speech

extension FuzzTarget {
  /// `db.yaml`, tables and recordings, whose parts are cut out.
  static let audformat = FuzzTarget("audformat") { input in
    try read(Audformat(), input)
  }

  /// `Session1/dialog/EmoEvaluation/….txt` and recordings.
  static let iemocap = FuzzTarget("iemocap") { input in
    try read(IEMOCAP(), input)
  }

  /// `Evalution.txt` and recordings.
  static let mspImprov = FuzzTarget("msp-improv") { input in
    try read(MSPImprov(), input)
  }

  /// Names of recordings, each of which every corpus with labels in names may be asked about.
  static let fileNames = FuzzTarget("file-names") { input in
    for line in input.lines {
      let url = input(line)
      for reader in [EmoDB(), EMOVO(), RAVDESS()] as [any NamedFilesReader] {
        _ = try? reader.recording(named: line, at: url)
      }
    }
  }

  /// A pattern in the first part, and files whose paths are held against it.
  static let namePattern = FuzzTarget("name-pattern") { input in
    guard let first = input.parts.first?.lines.first else { return }
    let reader = AnyNames(pattern: try NamePattern(parsing: first))
    let contents = try reader.read(input.files())
    guard contents.recordings.allSatisfy({ !$0.emotion.isEmpty }) else {
      throw Finding(what: "a match without an emotion")
    }
  }

  private static func read(_ reader: some CorpusReader, _ input: FuzzInput) throws {
    let root = try input.files()
    let contents = try reader.read(root)
    let whole = try contents.cuttingSpans(beside: input("manifest.csv"), from: root)
    let files = whole.recordings.map(\.url.path)
    guard Set(files).count == files.count || Set(contents.recordings.map(\.url)).count < files.count
    else { throw Finding(what: "two recordings are one file") }
    try Manifest.write(
      whole.recordings, furtherColumns: whole.furtherColumns, to: input("manifest.csv"))
    let manifest = try Manifest(contentsOf: input("manifest.csv"))
    _ = try ClassSelection()(manifest)
  }
}
