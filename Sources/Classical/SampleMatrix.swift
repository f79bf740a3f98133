/// Samples in rows and features in columns, row by row.
public struct SampleMatrix: Sendable, Equatable {
  public let rows, columns: Int
  /// rows × columns numbers.
  public var values: [Float]

  /// - Precondition: there are rows × columns values.
  public init(rows: Int, columns: Int, values: [Float]) {
    precondition(values.count == rows * columns, "rows times columns values")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// One sample's features.
  public subscript(row: Int) -> ArraySlice<Float> {
    values[row * columns..<(row + 1) * columns]
  }

  /// The samples at these rows, in this order.
  public func selecting(_ rows: [Int]) -> SampleMatrix {
    SampleMatrix(
      rows: rows.count, columns: columns, values: rows.flatMap { self[$0] })
  }

  /// These samples, and below them others with the same features.
  public func appending(_ others: SampleMatrix) -> SampleMatrix {
    precondition(columns == others.columns, "the same features")
    return SampleMatrix(
      rows: rows + others.rows, columns: columns, values: values + others.values)
  }
}
