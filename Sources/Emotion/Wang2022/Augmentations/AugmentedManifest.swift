public import Files
public import Foundation
import Speech

/// The table of augmented pictures that `ser augment` writes beside them: a row a variant.
public struct AugmentedManifest: Sendable {
  /// One variant.
  public struct Row: Sendable, Equatable {
    /// The picture: time × mel in dB, as `.npy`; or its sound.
    public let picture: URL
    /// The recording that it is a variant of.
    public let source: String
    public let emotion: String
    public let speaker: String
    /// The number of the variant.
    public let copy: Int

    public init(picture: URL, source: String, emotion: String, speaker: String, copy: Int) {
      self.picture = picture
      self.source = source
      self.emotion = emotion
      self.speaker = speaker
      self.copy = copy
    }
  }

  public let rows: [Row]

  public init(_ rows: [Row]) { self.rows = rows }

  /// - Throws: `FileError` where the file is missing or has not the columns of an augmented
  ///   manifest.
  public init(contentsOf url: URL) throws(FileError) {
    let table = try CSVTable(contentsOf: url)
    func column(_ name: String) throws(FileError) -> Int {
      guard let index = table.index(of: name) else {
        throw .malformed(
          path: url.path,
          what: "it has no column \"\(name)\"; give a manifest written by `ser augment`")
      }
      return index
    }
    let (file, source) = (try column("file"), try column("source"))
    let (emotion, speaker) = (try column("emotion"), try column("speaker"))
    let copy = try column("copy")
    let folder = url.deletingLastPathComponent()
    rows = table.rows.map { row in
      Row(
        picture: URL(filePath: row[file], relativeTo: folder).absoluteURL, source: row[source],
        emotion: row[emotion], speaker: row[speaker], copy: Int(row[copy]) ?? 0)
    }
  }

  /// The same variants as other files, such as their sounds; one a row.
  public func listing(_ files: [URL]) -> AugmentedManifest {
    AugmentedManifest(
      zip(rows, files).map { row, file in
        Row(
          picture: file, source: row.source, emotion: row.emotion, speaker: row.speaker,
          copy: row.copy)
      })
  }

  /// Writes the table, which names pictures by their files alone: they lie beside it.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public func write(to url: URL) throws(FileError) {
    var table = CSVTable(header: ["file", "emotion", "speaker", "source", "copy"])
    for row in rows {
      table.append(
        [row.picture.lastPathComponent, row.emotion, row.speaker, row.source, "\(row.copy)"])
    }
    try table.write(to: url)
  }

  /// The variants of these utterances, on the models' scale; those of other recordings are left
  /// out.
  ///
  /// - Throws: `FileError` where a picture is missing or has not the utterance's bands.
  public func utterances(
    of originals: [Utterance], scaledBy normalization: Normalization
  ) throws(FileError) -> [Utterance] {
    let byFile = Dictionary(
      originals.map { ($0.file, $0) }, uniquingKeysWith: { first, _ in first })
    var variants: [Utterance] = []
    for row in rows {
      guard let original = byFile[row.source] else { continue }
      let array = try NPYArray(contentsOf: row.picture)
      guard array.shape.count == 2, array.shape[0] > 0, array.shape[1] == original.picture.bands
      else {
        throw .malformed(
          path: row.picture.path,
          what: "it is \(array.shape) where time × \(original.picture.bands) is wanted")
      }
      variants.append(
        original.showing(normalization(LogMel(array.floats, bands: array.shape[1]))))
    }
    return variants
  }
}
