import Files
import Foundation

extension FeatureTable {
  /// What a table holds of a recording.
  public enum Place: Sendable, Equatable {
    /// A row, by its position.
    case row(Int)
    /// None, for a reason that the table gives.
    case leftOut(LeftOutRecording)
    /// None, but one of another file of that name, which holds other bytes.
    case namesake(String)
    /// None of the recording as it is now, but one, by its position, of what was there when the features
    /// were computed.
    case changed(Int)

    /// nil where there is none.
    var row: Int? { if case .row(let position) = self { position } else { nil } }

    /// Whether there is nothing of it, nor a reason why.
    public var isMissing: Bool {
      switch self {
      case .row, .leftOut: false
      case .namesake, .changed: true
      }
    }
  }

  /// Whose a row is, as far as normalisation asks.
  public struct Owner: Sendable, Equatable {
    public let speaker: String
    public let corpus: String

    public init(speaker: String, corpus: String) {
      (self.speaker, self.corpus) = (speaker, corpus)
    }
  }

  /// Finds each recording: by its path, else by the end of it, up to two folders and the file's name without
  /// the ending, that only one row and one recording has, the longest first: openSMILE's files name
  /// recordings so, and corpora are moved; one that was cut from another file, else by that file and its
  /// bounds. A recording that is there is held against the bytes that the features were computed of.
  ///
  /// - Returns: nil for a recording that the table does not know.
  public func places(of recordings: [Recording]) -> [Place?] {
    // Those without a row are looked for beside the others, lest one of the same name is taken for it.
    let known = files + notes.leftOut.map(\.file)
    let names = known.map(PartName.keys)
    let wanted = recordings.map(Self.keys)
    let paths = Dictionary(
      names.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    let ends = Dictionary(
      grouping: names.enumerated().flatMap { row, keys in keys.ends.map { (end: $0, row: row) } },
      by: \.end)
    let counts = Dictionary(
      wanted.flatMap { $0.flatMap { $0.ends.map { ($0, 1) } } }, uniquingKeysWith: +)
    func place(_ position: Int) -> Place {
      position < files.count ? .row(position) : .leftOut(notes.leftOut[position - files.count])
    }
    return zip(recordings, wanted).map { recording, keys in
      if let position = keys.lazy.compactMap({ paths[$0.path] }).first {
        let hash = notes.recordings?[known[position]]
        return hash.map { Self.isThere(recording.url, otherThan: $0) } ?? false
          ? .changed(position) : place(position)
      }
      let found = keys.lazy.flatMap { $0.ends.reversed() }.compactMap { end in
        ends[end].flatMap { $0.count == 1 && counts[end] == 1 ? $0.first?.row : nil }
      }.first
      guard let found else { return nil }
      let named = known[found]
      return isAnother(named, than: recording.url) ? .namesake(named) : place(found)
    }
  }

  /// By what a table may know a recording: its path, and the part of another file that it is.
  private static func keys(of recording: Recording) -> [PartName.Keys] {
    [PartName.keys(of: recording.url.path)]
      + (PartName(recording).map { [PartName.keys(of: $0.name)] } ?? [])
  }

  /// Whether a recording is there and does not have the bytes of one of the table's.
  private func isAnother(_ named: String, than recording: URL) -> Bool {
    if let hash = notes.recordings?[named] { return Self.isThere(recording, otherThan: hash) }
    let file = URL(filePath: named)
    guard FileIdentity(file) != FileIdentity(recording),
      let hash = try? ContentHash(contentsOf: file).hex
    else { return false }
    return Self.isThere(recording, otherThan: hash)
  }

  /// Whether a recording is there and does not have the bytes of a hash.
  private static func isThere(_ recording: URL, otherThan hash: String) -> Bool {
    (try? ContentHash(contentsOf: recording)).map { $0.hex != hash } ?? false
  }

  /// A sentence on recordings that are known by their names alone, though the table names files of other
  /// folders, which are not there; nil where there are none.
  ///
  /// - Parameters:
  ///   - places: what `places(of:)` found of the recordings.
  ///   - source: what the table is called.
  public func foundByName(
    _ recordings: [Recording], places: [Place?], source: String
  ) -> String? {
    var found: [(recording: URL, named: URL)] = []
    for (recording, place) in zip(recordings, places) {
      // Bytes that are known say more than a name.
      guard let row = place?.row, notes.recordings?[files[row]] == nil else { continue }
      let named = PartName.keys(of: files[row])
      if !Self.keys(of: recording).contains(where: { $0.agrees(with: named) }) {
        found.append((recording.url, URL(filePath: files[row])))
      }
    }
    guard let first = found.first else { return nil }
    let are =
      found.count == 1 ? "recording is known by its name" : "recordings are known by their names"
    return "\(source): \(found.count) \(are) alone, such as \(first.recording.path) by the row of "
      + "\(first.named.relativePath); see that they are the same."
  }

  /// The rows that are not known by a recording's path, but by its name alone.
  ///
  /// - Parameter places: what `places(of:)` found of the recordings.
  public func rowsByName(of recordings: [Recording], places: [Place?]) -> Set<String> {
    Set(
      zip(recordings, places).compactMap { recording, place in
        guard let row = place?.row,
          FileIdentity(URL(filePath: files[row])) != FileIdentity(recording.url)
        else { return nil }
        return files[row]
      })
  }

  /// What is to be told of the recordings.
  public var report: RecordingReport {
    RecordingReport(
      all: files.count + notes.leftOut.count, leftOut: notes.leftOut, problems: notes.problems)
  }

  /// The rows of a manifest's recordings, in its order, and whose each is; rows that it does not list
  /// are left out.
  ///
  /// - Throws: `CorpusError.setting` where it lists none of the table's.
  public func matched(
    with manifest: Manifest
  ) throws(CorpusError) -> (table: FeatureTable, owners: [Owner]) {
    let names = CorpusNames(of: manifest.recordings)
    let places = places(of: manifest.recordings)
    let found = zip(manifest.recordings, places)
      .compactMap { recording, place in
        place?.row.map {
          (
            row: $0, owner: Owner(speaker: names.speaker(of: recording), corpus: recording.corpus)
          )
        }
      }
    if found.isEmpty, let first = files.first {
      let all = files.count == 1 ? "the recording" : "the \(files.count) recordings"
      throw .setting(
        "\(manifest.url.path) lists none of \(all), such as \(first); give their manifest.")
    }
    let listed = Set(found.map(\.row))
    let changed = Set(places.compactMap { if case .changed(let row) = $0 { row } else { nil } })
    let others = files.indices.filter { !listed.contains($0) }.map { row in
      LeftOutRecording(
        file: files[row], cause: .unlisted,
        reason: changed.contains(row)
          ? "it is another recording than its features are of"
          : "\(manifest.url.path) does not list it")
    }
    let table = rows(found.map(\.row)).noting(notes + FeatureNotes(leftOut: others))
    return (table, found.map(\.owner))
  }
}
