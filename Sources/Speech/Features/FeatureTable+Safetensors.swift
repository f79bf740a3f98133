import Files
import Foundation

extension FeatureTable {
  /// The tensor `features`, N x D float32, and in the metadata, as JSON, `kind`, `names`, `files` and,
  /// where there are labels, `labels`; where something is told of the recordings, `notes`. Without `names` the
  /// columns are numbered.
  ///
  /// - Throws: as `init(contentsOf:)`.
  static func readSafetensors(_ url: URL) throws(FileError) -> FeatureTable {
    let file = try SafetensorsFile(contentsOf: url)
    func texts(_ name: String) throws(FileError) -> [String]? {
      guard let text = file.metadata[name] else { return nil }
      guard let texts = try? JSONDecoder().decode([String].self, from: Data(text.utf8)) else {
        throw .malformed(
          path: url.path, what: "its metadata \(name) are not a list of texts in JSON")
      }
      return texts
    }
    guard let entry = file["features"], let files = try texts("files") else {
      throw .malformed(
        path: url.path,
        what:
          "it holds no features: the tensor features is missing, or in the metadata files, a list of the "
          + "recordings' names in JSON"
      )
    }
    let names = try texts("names") ?? numbered(entry.shape.last ?? 0)
    return try FeatureTable(
      checking: file.floats("features"), shape: entry.shape, kind: file.metadata["kind"],
      names: names, files: files, labels: texts("labels"), path: url.path
    ).noting(FeatureNotes(json: file.metadata["notes"], path: url.path))
  }

  func writeSafetensors(to url: URL) throws(FileError) {
    func json(_ value: some Encodable) throws(FileError) -> String {
      try JSONFile.text(value, path: url.path, onOneLine: true)
    }
    var metadata = ["kind": try json(kind), "names": try json(names), "files": try json(files)]
    if let labels { metadata["labels"] = try json(labels) }
    if !notes.isEmpty { metadata["notes"] = try json(notes) }
    let writer = try SafetensorsWriter(
      url, entries: [SafetensorsEntry("features", shape: [files.count, names.count])],
      metadata: metadata)
    try writer.write(values, for: "features")
    try writer.commit()
  }
}
