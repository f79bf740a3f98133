import Files

extension FuzzTarget {
  /// Any table, which is written as it was read.
  static let csv = FuzzTarget("csv") { input in
    for separator in [",", ";", "\t"] as [Character] {
      let file = try input.file("table.csv")
      guard let table = try? CSVTable(contentsOf: file, separator: separator) else { continue }
      let again = try CSVTable(parsing: table.text, path: "again.csv")
      try Finding.unlessEqual(again.header, table.header, "the header is written otherwise")
      try Finding.unlessEqual(again.rows, table.rows, "rows are written otherwise")
    }
    _ = try CSVTable(contentsOf: input.file("table.csv"))
  }
}
