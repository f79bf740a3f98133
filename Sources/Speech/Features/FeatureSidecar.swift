import Files
import Foundation

/// The small file `F.csv.json` or `F.npy.json` that says what the features in F are.
struct FeatureSidecar: Codable {
  var kind: FeatureKind
  /// The columns, where F itself cannot name them.
  var names: [String]?
  /// The rows, where F itself cannot name them.
  var files: [String]?
  var labels: [String]?
  /// What is told of the recordings; nil where nothing is.
  var notes: FeatureNotes?

  static func url(of table: URL) -> URL { table.appendingPathExtension("json") }

  init(of table: FeatureTable) {
    kind = table.kind
    notes = table.notes.isEmpty ? nil : table.notes
  }

  /// The file beside a table; nil where there is none.
  ///
  /// - Throws: `FileError.malformed` or `.io`.
  init?(of table: URL) throws(FileError) {
    do throws(FileError) {
      self = try JSONFile.read(FeatureSidecar.self, from: Self.url(of: table))
    } catch .missing {
      return nil
    }
  }

  func write(beside table: URL) throws(FileError) {
    // A pipe has nothing beside it.
    let isFile = (try? table.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) ?? false
    if isFile { try JSONFile.write(self, to: Self.url(of: table)) }
  }

  /// Removes the file beside a table that is about to change, lest it speak of another.
  ///
  /// - Throws: `FileError.cannotCreate` where it cannot be removed.
  static func remove(of table: URL) throws(FileError) {
    let url = url(of: table)
    if unlink(url.path) != 0, errno != ENOENT, errno != ENOTDIR {
      throw .cannotCreate(path: url.path, why: String(cString: strerror(errno)))
    }
  }
}
