import Files
import Foundation

extension FeatureTable {
  /// What a table holds of a recording.
  public enum Place: Sendable, Equatable {
    /// A row, by its position.
    case row(Int)
    /// None, for a reason that the table gives.
    case leftOut(LeftOutRecording)

    /// nil where there is none.
    var row: Int? { if case .row(let position) = self { position } else { nil } }
  }

  /// Finds each recording: by its path, else by its file name without the ending where only one row
  /// has it, for openSMILE's files name recordings so.
  ///
  /// - Returns: nil for a recording that the table does not know.
  public func places(of recordings: [Recording]) -> [Place?] {
    // Those without a row are looked for beside the others, lest one of the same name is taken for it.
    let known = files + notes.leftOut.map(\.file)
    func stem(_ path: String) -> ExactText {
      ExactText(URL(filePath: path).deletingPathExtension().lastPathComponent)
    }
    func path(_ url: URL) -> ExactText { ExactText(url.resolvingSymlinksInPath().path) }
    let paths = Dictionary(
      known.enumerated().map { (path(URL(filePath: $1)), $0) },
      uniquingKeysWith: { first, _ in first })
    let stems = Dictionary(grouping: known.indices) { stem(known[$0]) }
    let wanted = Dictionary(grouping: recordings) { stem($0.url.path) }
    func place(_ position: Int) -> Place {
      position < files.count ? .row(position) : .leftOut(notes.leftOut[position - files.count])
    }
    return recordings.map { recording in
      if let position = paths[path(recording.url)] { return place(position) }
      let name = stem(recording.url.path)
      guard let positions = stems[name], positions.count == 1, wanted[name]?.count == 1 else {
        return nil
      }
      return place(positions[0])
    }
  }

  /// What is to be told of the recordings.
  public var report: RecordingReport {
    RecordingReport(
      all: files.count + notes.leftOut.count, leftOut: notes.leftOut, problems: notes.problems)
  }

  /// The row of each recording; nil where there is none.
  public func rows(of recordings: [Recording]) -> [Int?] {
    places(of: recordings).map { $0?.row }
  }

  /// The rows of a manifest's recordings, in its order, and whose each is; rows that it does not list
  /// are left out.
  public func matched(with manifest: Manifest) -> (table: FeatureTable, speakers: [String]) {
    let names = CorpusNames(of: manifest.recordings)
    let found = zip(manifest.recordings, rows(of: manifest.recordings))
      .compactMap { recording, row in row.map { (row: $0, speaker: names.speaker(of: recording)) } }
    let listed = Set(found.map(\.row))
    let others = files.indices.filter { !listed.contains($0) }.map {
      LeftOutRecording(
        file: files[$0], cause: .unlisted, reason: "\(manifest.url.path) does not list it")
    }
    let table = rows(found.map(\.row)).noting(notes + FeatureNotes(leftOut: others))
    return (table, found.map(\.speaker))
  }
}
