import Files
import Foundation

extension FeatureTable {
  /// Reads a CSV table, separated by commas or, as openSMILE's, by semicolons.
  ///
  /// - Throws: as `init(contentsOf:)`.
  static func readCSV(_ url: URL) throws(FileError) -> FeatureTable {
    let file = try InputFile(url)
    let start = try file.bytes(at: 0, count: min(64, file.size))
    let separator = start.first { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ",") }
    var reader = try CSVReader(
      contentsOf: url, separator: separator == UInt8(ascii: ";") ? ";" : ",")
    let sidecar = try FeatureSidecar(of: url)
    var header = reader.header.map { $0.trimmingCharacters(in: .whitespaces) }
    // What a separator at the end of every line makes.
    let isEnded = header.count > 1 && header.last?.isEmpty == true
    if isEnded { header.removeLast() }
    // pandas numbers rows so, unless told not to.
    let isNumbered =
      header.first?.isEmpty == true && FeatureColumns.isFile(header.dropFirst().first)
    if isNumbered { header.removeFirst() }
    var rows = try FeatureRows(header: header, kind: sidecar?.kind, url: url)
    // openSMILE puts names into single quotes even here.
    let isQuoted = header.first == "name"
    while var row = try reader.next() {
      if rows.isEmpty {
        let length = row.fields.reduce(0) { $0 + $1.utf8.count + 1 }
        rows.reserve(Int(1.05 * Double(file.size) / Double(length)))
      }
      if isNumbered { row.fields.removeFirst() }
      if isQuoted { row.fields[0] = row.fields[0].withoutQuotes }
      if isEnded, let last = row.fields.popLast(), !last.isEmpty {
        throw .malformed(
          path: url.path,
          what:
            "a feature has no name: line \(row.line) has \"\(last)\" in a column without one; give it "
            + "one, or remove the column")
      }
      try rows.append(row.fields, line: row.line)
    }
    return try rows.table().noting(sidecar?.notes ?? FeatureNotes())
  }

  func writeCSV(to url: URL) throws(FileError) {
    try FeatureSidecar.remove(of: url)
    try AtomicFile.write(to: url) { file throws(FileError) in
      try file.write(CSVTable.line(["file"] + names + (labels == nil ? [] : ["class"])))
      for row in files.indices {
        let label = labels.map { [$0[row]] } ?? []
        try file.write(CSVTable.line([files[row]] + self[row].map { "\($0)" } + label))
      }
    }
    try FeatureSidecar(of: self).write(beside: url)
  }
}

extension String {
  fileprivate var withoutQuotes: String {
    count >= 2 && first == "'" && last == "'" ? String(dropFirst().dropLast()) : self
  }
}
