import Files
import Foundation

extension FeatureTable {
  /// A table of what a file of numbers holds.
  ///
  /// - Parameters:
  ///   - kind: what the file says its features are, as JSON.
  ///   - path: names the file in errors.
  /// - Throws: `FileError.malformed` where the parts do not fit together, the names are not those of
  ///   the kind, a value is not finite or a recording is there twice.
  init(
    checking values: [Float], shape: [Int], kind: String?, names: [String], files: [String],
    labels: [String]?, path: String
  ) throws(FileError) {
    func malformed(_ what: String) -> FileError { .malformed(path: path, what: what) }
    // As in tables of text.
    let names = names.map { $0.trimmingCharacters(in: .whitespaces) }
    guard shape == [files.count, names.count] else {
      throw malformed(
        "its features have the shape \(shape) where \(files.count) files and \(names.count) names "
          + "are given; write it again")
    }
    if files.isEmpty { throw malformed("it lists no recording; extract anew") }
    if let labels, labels.count != files.count {
      throw malformed("it has \(labels.count) labels for \(files.count) files; write it again")
    }
    let texts = names + files + (labels ?? [])
    if files.contains("") || texts.contains(where: { $0.utf8.contains(0) }) {
      throw malformed("a recording has no name, or a text holds a zero; write it again")
    }
    if let name = [names.first, names.last].compactMap(\.self).first(where: FeatureColumns.isOther)
    {
      throw malformed(
        "it has a feature \"\(name)\", as columns beside features are called; rename it")
    }
    // Under another spelling too.
    let places = files.map {
      URL(filePath: $0, directoryHint: .notDirectory).standardizedFileURL.path
    }
    if let place = places.firstRepeated, let row = places.lastIndex(of: place) {
      throw malformed("it lists \(files[row]) twice; give each recording a name of its own")
    }
    let declared = try kind.map { text throws(FileError) in try FeatureKind(json: text, path: path)
    }
    let kind = try FeatureKind(of: names, declared: declared, path: path)
    if let bad = values.firstIndex(where: { !$0.isFinite }) {
      let (row, column) = bad.quotientAndRemainder(dividingBy: names.count)
      throw malformed(
        "\(files[row]) has \(values[bad]) for \(names[column]) where a finite number is expected; "
          + "extract it anew")
    }
    self.init(
      kind: kind, names: names, files: files, values: values,
      labels: try labels.flatMap { labels throws(FileError) in
        try Self.labels(labels, of: files, path: path)
      })
  }

  /// The labels of recordings; nil where none has one, which "?" says, or nothing.
  ///
  /// - Throws: `FileError.malformed` where only some have one.
  static func labels(
    _ labels: [String], of files: [String], path: String
  ) throws(FileError) -> [String]? {
    let missing = labels.indices.filter { labels[$0] == "?" || labels[$0].isEmpty }
    if missing.count == labels.count { return nil }
    if let row = missing.first {
      throw .malformed(
        path: path, what: "\(files[row]) has no class and others have one; label all or none")
    }
    return labels
  }
}
