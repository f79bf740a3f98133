import Files
import Foundation
import Speech

extension FuzzTarget {
  /// `db.yaml`, tables and recordings, whose parts are cut out.
  static let audformat = FuzzTarget("audformat") { input in
    try write(try Audformat().read(input.files()), of: input)
  }

  /// `Session1/dialog/EmoEvaluation/….txt` and recordings.
  static let iemocap = FuzzTarget("iemocap") { input in
    try write(try IEMOCAP().read(input.files()), of: input)
  }

  /// `Evalution.txt` and recordings.
  static let mspImprov = FuzzTarget("msp-improv") { input in
    try write(try MSPImprov().read(input.files()), of: input)
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

  private static func write(_ contents: CorpusContents, of input: FuzzInput) throws {
    let whole = try contents.cuttingSpans(into: input("parts"))
    let files = whole.recordings.map(\.url.path)
    guard Set(files).count == files.count || Set(contents.recordings.map(\.url)).count < files.count
    else { throw Finding(what: "two recordings are one file") }
    try Manifest.write(
      whole.recordings, furtherColumns: whole.furtherColumns, to: input("manifest.csv"))
    let manifest = try Manifest(contentsOf: input("manifest.csv"))
    _ = try ClassSelection()(manifest)
  }
}
