public import Files
public import Foundation
import Speech

/// The table of augmented pictures that `ser augment` writes beside them: a row a variant.
public struct AugmentedManifest: Sendable {
  /// One variant.
  public struct Row: Sendable, Equatable {
    /// The file of the picture: time × mel in dB, as `.npy` or in a `.safetensors`; or its sound.
    public var picture: URL
    /// The picture's name in its file, where that holds several.
    public var tensor: String?
    /// The recording that it is a variant of.
    public let source: String
    /// The SHA-256 of the recording's bytes; empty where it is not known.
    public let sourceHash: String
    public let emotion: String
    /// As the recording's manifest names them.
    public let speaker: String
    public let corpus: String
    /// The number of the variant.
    public let copy: Int

    public init(
      picture: URL, tensor: String? = nil, source: String, sourceHash: String = "",
      emotion: String, speaker: String, corpus: String = "", copy: Int
    ) {
      self.picture = picture
      self.tensor = tensor
      self.source = source
      self.sourceHash = sourceHash
      self.emotion = emotion
      self.speaker = speaker
      self.corpus = corpus
      self.copy = copy
    }
  }

  public let rows: [Row]

  public init(_ rows: [Row]) { self.rows = rows }

  /// Of all that a training reads which is given the manifest at a place: itself, what lies beside it, and
  /// every picture. What cannot be read counts as not there: who reads it will say so.
  ///
  /// - Throws: `FileError` where the manifest cannot be read.
  public static func content(of url: URL) throws(FileError) -> ContentHash {
    let rows = (try? AugmentedManifest(contentsOf: url))?.rows ?? []
    var seen: Set<URL> = []
    let further = ([PictureSidecar.url(beside: url)] + rows.map(\.picture))
      .filter { seen.insert($0).inserted }
    let hashes =
      try [ContentHash(contentsOf: url).hex]
      + further.map { (try? ContentHash(contentsOf: $0))?.hex ?? "" }
    return ContentHash(of: hashes.joined(separator: "\n"))
  }

  /// - Throws: `FileError` where the file is missing or has not the columns of an augmented
  ///   manifest.
  public init(contentsOf url: URL) throws(FileError) {
    let table = try CSVTable(contentsOf: url)
    func column(_ column: Column) throws(FileError) -> Int {
      guard let index = table.index(of: column.rawValue) else {
        throw .malformed(
          path: url.path,
          what: "it has no column \"\(column.rawValue)\"; give a manifest written by `ser augment`")
      }
      return index
    }
    let (file, source) = (try column(.file), try column(.source))
    let (emotion, speaker) = (try column(.emotion), try column(.speaker))
    let copy = try column(.copy)
    let further = [Column.tensor, .sourceHash, .corpus].map { table.index(of: $0.rawValue) }
    let folder = url.deletingLastPathComponent()
    let rows = table.rows.map { row in
      let (tensor, hash, corpus) = (
        further[0].map { row[$0] }, further[1].map { row[$0] }, further[2].map { row[$0] }
      )
      return Row(
        picture: URL(filePath: row[file], relativeTo: folder).absoluteURL,
        tensor: tensor?.isEmpty ?? true ? nil : tensor, source: row[source],
        sourceHash: hash ?? "", emotion: row[emotion], speaker: row[speaker],
        corpus: corpus ?? "", copy: Int(row[copy]) ?? 0)
    }
    var lines: [[String]: Int] = [:]
    for (row, line) in zip(rows, table.lines) {
      let place = row.picture.standardizedFileURL.resolvingSymlinksInPath().path
      if let first = lines.updateValue(line, forKey: [place, row.tensor ?? ""]) {
        throw .malformed(
          path: url.path,
          what:
            "lines \(first) and \(line) list the same picture, which would count twice; remove one")
      }
    }
    self.rows = rows
  }

  private enum Column: String, CaseIterable {
    case file, emotion, speaker, corpus, source
    case sourceHash = "source_hash"
    case copy, tensor
  }

  /// The same variants as other files, such as their sounds; one a row.
  public func listing(_ files: [URL]) -> AugmentedManifest {
    AugmentedManifest(
      zip(rows, files).map { row, file in
        var row = row
        (row.picture, row.tensor) = (file, nil)
        return row
      })
  }

  /// The variants for which a condition holds.
  public func keeping(_ isKept: (Row) -> Bool) -> AugmentedManifest {
    AugmentedManifest(rows.filter(isKept))
  }

  /// The table as text. It names pictures by their files alone: they lie beside it.
  public var text: String {
    let isNamed = rows.contains { $0.tensor != nil }
    let columns = Column.allCases.filter { $0 != .tensor || isNamed }
    var table = CSVTable(header: columns.map(\.rawValue))
    for row in rows {
      table.append(
        columns.map { column in
          switch column {
          case .file: row.picture.lastPathComponent
          case .tensor: row.tensor ?? ""
          case .source: row.source
          case .sourceHash: row.sourceHash
          case .emotion: row.emotion
          case .speaker: row.speaker
          case .corpus: row.corpus
          case .copy: "\(row.copy)"
          }
        })
    }
    return table.text
  }

  /// Writes the table.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public func write(to url: URL) throws(FileError) { try AtomicFile.write(text, to: url) }

  /// Refuses to take the place of a table that is no augmented manifest.
  ///
  /// - Throws: `FileError.cannotCreate`.
  public static func requirePlace(_ url: URL) throws(FileError) {
    guard FileManager.default.fileExists(atPath: url.path) else { return }
    guard (try? AugmentedManifest(contentsOf: url)) != nil else {
      throw .cannotCreate(path: url.path, why: "another table is in its place")
    }
  }
}
