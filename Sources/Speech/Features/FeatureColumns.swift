import Files

/// Which columns of a text table hold what.
///
/// The first is the recording's name, `file` here and `name` in openSMILE's files, some of which have
/// none. Of `start` and `end`, as audformat has them, is the part of the file that a row is of; what
/// openSMILE says of its frames is passed over. A last column `class` holds labels; the others are features.
struct FeatureColumns {
  let file: Int?
  /// Of a part's bounds in the file; nil where there are none.
  let start: Int?
  let end: Int?
  let features: Range<Int>
  let label: Int?

  private static let files = ["file", "name", "filename", "path"]
  private static let places = ["frameIndex", "frameTime", "start", "end"]

  /// Whether a column of this name holds the recordings' names.
  static func isFile(_ name: String?) -> Bool { name.map(files.contains) ?? false }

  /// Whether a column of this name, were it the first or last feature, would be taken for another.
  static func isOther(_ name: String) -> Bool { places.contains(name) || name == "class" }

  /// - Throws: `FileError.malformed` where neither the recording's name nor its place comes first, or
  ///   there is no feature.
  init(of header: [String], path: String) throws(FileError) {
    let named = header.first.map(Self.files.contains) ?? false
    let places = header.dropFirst(named ? 1 : 0).prefix(while: Self.places.contains).count
    if !named, let late = header.first(where: Self.files.contains) {
      throw .malformed(
        path: path, what: "the column \(late) comes late; put the recordings' names first")
    }
    guard named || places > 0 else {
      throw .malformed(
        path: path,
        what: "the first column is \"\(header.first ?? "")\" where file, or openSMILE's name or "
          + "frameTime, is expected; put the recordings' names first")
    }
    file = named ? 0 : nil
    start = header.prefix((named ? 1 : 0) + places).firstIndex(of: "start")
    end = header.prefix((named ? 1 : 0) + places).firstIndex(of: "end")
    label = header.last == "class" ? header.count - 1 : nil
    let first = (named ? 1 : 0) + places
    features = first..<max(first, label ?? header.count)
    if features.isEmpty {
      throw .malformed(path: path, what: "it has no feature; extract them anew")
    }
  }
}
