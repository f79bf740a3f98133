import Files
import Foundation

extension FeatureTable {
  /// The members of a `.npz`: `features`, N x D float32; `names`, `files` and, where there are labels,
  /// `labels`, texts; `kind` and, where something is told of the recordings, `notes`, one text of JSON each.
  ///
  /// - Throws: as `init(contentsOf:)`.
  static func readNPZ(_ url: URL) throws(FileError) -> FeatureTable {
    let archive = try NPZFile(contentsOf: url)
    func missing(_ name: String) -> FileError {
      .malformed(
        path: url.path,
        what: "it has no array \(name), only \(archive.names.inShort); give "
          + "features, names and files")
    }
    guard let features = try archive.array("features") else { throw missing("features") }
    guard let names = try archive.texts("names") else { throw missing("names") }
    guard let files = try archive.texts("files") else { throw missing("files") }
    return try FeatureTable(
      checking: features.floats, shape: features.shape, kind: archive.texts("kind")?.first,
      names: names, files: files, labels: archive.texts("labels"), path: url.path
    ).noting(FeatureNotes(json: archive.texts("notes")?.first, path: url.path))
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
