import Files
import Foundation

extension FeatureTable {
  /// The members of a `.npz`: `features`, N x D float32; `names`, `files` and, where there are labels,
  /// `labels`, texts; `kind` and, where something is told of the recordings, `notes`, one text of JSON each.
  /// Without `names` the columns are numbered. An archive without `features` and `files` is a mapping: the
  /// name of each array is a recording's, and the array its D numbers.
  ///
  /// - Throws: as `init(contentsOf:)`.
  static func readNPZ(_ url: URL) throws(FileError) -> FeatureTable {
    let archive = try NPZFile(contentsOf: url)
    guard let features = try archive.array("features"), let files = try archive.texts("files")
    else {
      let own = ["features", "files", "names", "labels", "kind", "notes"]
      guard !archive.names.contains(where: own.contains) else {
        throw .malformed(
          path: url.path,
          what:
            "it has \(archive.names.inShort) and not both features and files; give these, or an array "
            + "of numbers for each recording under its name")
      }
      return try readMapping(archive, path: url.path)
    }
    let names = try archive.texts("names") ?? numbered(features.shape.last ?? 0)
    return try FeatureTable(
      checking: features.floats, shape: features.shape, kind: archive.texts("kind")?.first,
      names: names, files: files, labels: archive.texts("labels"), path: url.path
    ).noting(FeatureNotes(json: archive.texts("notes")?.first, path: url.path))
  }

  /// Reads an archive with an array of D numbers for each recording, under its name.
  ///
  /// - Throws: `FileError.malformed` where one has not as many numbers as the first.
  private static func readMapping(
    _ archive: NPZFile, path: String
  ) throws(FileError) -> FeatureTable {
    var values: [Float] = []
    var width: Int?
    for name in archive.names {
      guard let vector = try archive.array(name) else { continue }
      let count = vector.values.count
      // A row of a matrix is a vector too; a matrix is none.
      guard vector.shape.filter({ $0 != 1 }).count <= 1, count == width ?? count, count > 0 else {
        throw .malformed(
          path: path,
          what: "its array \(name) has the shape \(vector.shape) where "
            + (width.map { "\($0) numbers, as for the others," }
              ?? "a list of numbers for a recording")
            + " are expected; write one vector for each recording")
      }
      width = count
      values += vector.floats
    }
    return try FeatureTable(
      checking: values, shape: [archive.names.count, width ?? 0], kind: nil,
      names: numbered(width ?? 0), files: archive.names, labels: nil, path: path)
  }

  /// Names for columns that have none.
  static func numbered(_ count: Int) -> [String] {
    (0..<max(0, count)).map { "feature_\($0)" }
  }

  /// Reads N x D numbers whose recordings a file beside names: the `.npy.json` that `write` leaves there,
  /// or a list with a line for each, of the same name with the ending `.txt`.
  ///
  /// - Throws: as `init(contentsOf:)`.
  static func readNPY(_ url: URL) throws(FileError) -> FeatureTable {
    let array = try NPYArray(contentsOf: url)
    let sidecar = try FeatureSidecar(of: url)
    let list = url.deletingPathExtension().appendingPathExtension("txt")
    let files: [String]
    if let named = sidecar?.files {
      files = named
    } else {
      do throws(FileError) {
        files = try String(decoding: InputFile.contents(of: list), as: UTF8.self)
          .split(whereSeparator: \.isNewline).map(String.init)
      } catch .missing {
        throw .malformed(
          path: url.path,
          what:
            "a .npy file holds numbers without names; write the recordings' names, a line each, into "
            + "\(list.lastPathComponent) beside it, or give a .npz with features and files")
      }
    }
    return try FeatureTable(
      checking: array.floats, shape: array.shape,
      kind: try sidecar.map { sidecar throws(FileError) in
        try JSONFile.text(sidecar.kind, path: url.path, onOneLine: true)
      },
      names: sidecar?.names ?? numbered(array.shape.last ?? 0), files: files,
      labels: sidecar?.labels, path: url.path
    ).noting(sidecar?.notes ?? FeatureNotes())
  }

  func writeNPZ(to url: URL) throws(FileError) {
    var texts = [("names", names), ("files", files)]
    if let labels { texts.append(("labels", labels)) }
    texts.append(("kind", [try JSONFile.text(kind, path: url.path, onOneLine: true)]))
    if !notes.isEmpty {
      texts.append(("notes", [try JSONFile.text(notes, path: url.path, onOneLine: true)]))
    }
    try NPZFile.write([("features", array)], texts: texts, to: url)
  }

  func writeNPY(to url: URL) throws(FileError) {
    try FeatureSidecar.remove(of: url)
    try array.write(to: url)
    var sidecar = FeatureSidecar(of: self)
    (sidecar.names, sidecar.files, sidecar.labels) = (names, files, labels)
    try sidecar.write(beside: url)
  }

  private var array: NPYArray { NPYArray(values, shape: [files.count, names.count]) }
}
