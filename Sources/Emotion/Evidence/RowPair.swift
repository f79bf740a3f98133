/// A row of a table, and one that it is compared with.
public struct RowPair: Sendable, Equatable {
  public let row: String
  public let reference: String

  public init(_ row: String, against reference: String) {
    (self.row, self.reference) = (row, reference)
  }

  /// Every row with each of some that are there, each pair once.
  public static func each(of rows: [String], against references: [String]) -> [RowPair] {
    references.filter(rows.contains).enumerated().flatMap { number, reference in
      rows.filter { !references.prefix(number + 1).contains($0) }
        .map { RowPair($0, against: reference) }
    }
  }
}
