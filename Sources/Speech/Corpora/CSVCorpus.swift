import Files
public import Foundation

/// Any corpus that comes as a CSV table with at least the columns `file` and `emotion`: it becomes a
/// manifest with all columns, in one form, of the recordings that are there.
public struct CSVCorpus: CorpusReader {
  public init() {}

  /// Reads a table.
  ///
  /// - Parameter root: the table, or a folder that holds exactly one.
  /// - Throws: `CorpusError.file` where the folder or the table cannot be read, `.notTheCorpus`
  ///   where the folder does not hold exactly one or none of the recordings is there.
  public func read(_ root: URL) throws(CorpusError) -> CorpusContents {
    let manifest: Manifest
    let table = try table(at: root)
    do { manifest = try Manifest(contentsOf: table) } catch { throw .file(error) }

    var contents = CorpusContents()
    contents.furtherColumns = manifest.furtherColumns
    contents.warnings =
      manifest.warnings
      + LabelDoubts.sentences(on: manifest.recordings.map(\.emotion)).map { "\(table.path): \($0)" }
    contents.tables = [table]
    var files = ListedFiles()
    for recording in manifest.recordings {
      if let fault = files.fault(of: recording.url) {
        contents.skipped.append(
          SkippedFile(
            recording.url, fault.reason, detail: fault.detail, label: recording.emotion))
      } else {
        contents.recordings.append(normalized(recording))
      }
    }
    if let doubt = Gender.doubt(on: contents.recordings) {
      contents.warnings.append("\(table.path): \(doubt)")
    }
    if let first = contents.skipped.first, contents.recordings.isEmpty {
      throw .file(
        .malformed(
          path: table.path,
          what:
            "none of its recordings can be had, of \(contents.skipped.count) (the first is "
            + "\(first.url.path): \(first.why)); paths that do not begin with / are taken from the table's "
            + "folder: move the table to where they begin, or write whole paths"))
    }
    contents.skipRest(
      of: try Folder.exists(root)
        ? FolderTree(root) : FolderTree(ofFilesBeside: manifest.recordings.map(\.url)),
      because: "\(table.lastPathComponent) does not list it")
    return contents
  }

  private func table(at root: URL) throws(CorpusError) -> URL {
    guard Folder.exists(root) else { return root }
    let folder = try Folder(root)
    let tables = folder.files.filter { $0.pathExtension.lowercased() == "csv" }
    guard let table = tables.first, tables.count == 1 else {
      throw .notTheCorpus(
        root: root.path, expected: "a CSV file, or a folder with exactly one",
        found: tables.isEmpty
          ? folder.summary : tables.map(\.lastPathComponent).inShort)
    }
    return table
  }

  private func normalized(_ recording: Recording) -> Recording {
    Recording(
      url: recording.url, emotion: recording.emotion, speaker: recording.speaker,
      gender: Gender.name(recording.gender),
      session: recording.session, language: recording.language, corpus: recording.corpus,
      source: recording.source, further: recording.further)
  }
}
