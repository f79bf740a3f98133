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
    let table = try CSVTable(
      contentsOf: url, separator: separator == UInt8(ascii: ";") ? ";" : ",")
    let sidecar = try FeatureSidecar(of: url)
    var rows = try FeatureRows(
      header: table.header.map { $0.trimmingCharacters(in: .whitespaces) }, kind: sidecar?.kind,
      url: url)
    // openSMILE puts names into single quotes even here.
    let isQuoted = table.index(of: "name") == 0
    for (row, line) in zip(table.rows, table.lines) {
      let first = isQuoted ? row[0].withoutQuotes : row[0]
      try rows.append([first] + row.dropFirst(), line: line)
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
