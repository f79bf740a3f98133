public import Files
public import Foundation

/// A list of recordings with their labels, kept as a CSV file.
///
/// The header is `file,emotion,speaker,gender,session,language,corpus`, in any order and case; `file`
/// and `emotion` are required, further columns are kept. A relative `file` is relative to the
/// manifest's folder. Rows of which every field is empty are passed over.
public struct Manifest: Sendable {
  /// Where the manifest lies.
  public let url: URL
  /// The rows, in the order of the file.
  public let recordings: [Recording]
  /// The names of the columns beyond the known ones, in the order of the file.
  public let furtherColumns: [String]
  /// The hash of the manifest's own bytes.
  public let contentHash: ContentHash
  /// The rows that list a recording again; they were left out.
  public let repeats: [ManifestRepeat]
  /// Rows that are left out since they were not selected.
  public let notSelected: [Recording]
  /// What else was found amiss, a sentence each.
  let otherWarnings: [String]

  /// What was found amiss and mended, a sentence each.
  public var warnings: [String] {
    var warnings = otherWarnings + repeats.prefix(Self.shownRepeats).map { "\(url.path): \($0)." }
    if repeats.count > Self.shownRepeats {
      warnings.append(
        "\(url.path): \(repeats.count - Self.shownRepeats) more lines list recordings again.")
    }
    return warnings
  }

  private static let shownRepeats = 5

  /// Reads a manifest. The recordings themselves are not looked at.
  ///
  /// A recording that is listed twice is kept once, with a warning.
  ///
  /// - Throws: `FileError.missing`, or `.malformed` where the file is not a CSV table in UTF-8, has
  ///   no column `file` or `emotion` or one of the known ones twice, a row leaves one of these empty,
  ///   names a file as another system does, lists parts of a recording or says of one what another row
  ///   contradicts, or it has no row.
  public init(contentsOf url: URL) throws(FileError) {
    let table = try CSVTable(contentsOf: url)
    let fields = try ManifestColumn.Positions(of: table, at: url)
    furtherColumns = fields.further.map(\.name)
    self.url = url
    contentHash = try ContentHash(contentsOf: url)

    var recordings: [Recording] = []
    var repeats: [ManifestRepeat] = []
    var firsts: [ExactText: (line: Int, recording: Recording)] = [:]
    for (row, line) in zip(table.rows, table.lines)
    where !row.allSatisfy({ $0.trimmingCharacters(in: .whitespaces).isEmpty }) {
      let recording = try fields.recording(row, line: line, manifest: url)
      let key = ExactText(recording.url.resolvingSymlinksInPath().path)
      if let first = firsts[key] {
        let again = ManifestRepeat(
          of: first.recording, line: first.line, in: recording, line: line,
          listedAs: row[fields.file])
        if let what = again.isOfParts ? again.parts : again.contradiction {
          throw .malformed(path: url.path, what: what)
        }
        repeats.append(again)
      } else {
        firsts[key] = (line, recording)
        recordings.append(recording)
      }
    }
    if recordings.isEmpty {
      throw .malformed(path: url.path, what: "the manifest has no row; list at least one recording")
    }
    self.recordings = recordings
    self.repeats = repeats
    notSelected = []
    otherWarnings = fields.warnings
  }

  /// Another with other recordings, some of which are left out.
  init(_ other: Manifest, recordings: [Recording], notSelected: [Recording]) {
    url = other.url
    self.recordings = recordings
    furtherColumns = other.furtherColumns
    contentHash = other.contentHash
    repeats = other.repeats
    self.notSelected = notSelected
    otherWarnings = other.otherWarnings
  }

  /// Whether a file begins as the manifests that `write` writes.
  public static func isOurs(_ url: URL) -> Bool {
    let head = Array(ManifestColumn.allCases.map(\.rawValue).joined(separator: ",").utf8)
    guard let file = try? InputFile(url), file.size > head.count,
      let start = try? file.bytes(at: 0, count: head.count)
    else { return false }
    return start == head
  }

  /// Writes a manifest, whole or not at all. A recording below the manifest's folder is listed by
  /// its path from there, so that the folder can move; any other by its absolute path.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public static func write(
    _ recordings: [Recording], furtherColumns: [String] = [], to url: URL
  ) throws(FileError) {
    let folder = url.absoluteURL.deletingLastPathComponent()
    var table = CSVTable(header: ManifestColumn.allCases.map(\.rawValue) + furtherColumns)
    for recording in recordings {
      table.append(
        [
          ListedPath.text(of: recording.url, in: folder), recording.emotion, recording.speaker,
          recording.gender,
          recording.session,
          recording.language, recording.corpus,
        ] + furtherColumns.map { recording.text(of: $0, in: folder) })
    }
    try table.write(to: url)
  }
}

extension Recording {
  /// What a manifest in a folder says in a further column. The path of the file that the recording is
  /// a part of stays as it is where it leads there from that folder too.
  fileprivate func text(of column: String, in folder: URL) -> String {
    let text = further[column] ?? ""
    guard column == ManifestColumn.ofParts[0], let source,
      ListedPath.url(text.trimmingCharacters(in: .whitespaces), in: folder).path != source.path
    else { return text }
    return ListedPath.text(of: source, in: folder)
  }
}
