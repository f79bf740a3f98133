/// Feature vectors of recordings: a row a recording, a column a feature.
public struct FeatureTable: Sendable, Equatable {
  /// What the features are.
  public let kind: FeatureKind
  /// The features' names, D of them, each once.
  public let names: [String]
  /// The recordings' names or paths, N of them, each once.
  public private(set) var files: [String]
  /// N x D finite numbers: the features of one recording lie together.
  public private(set) var values: [Float]
  /// The class of each recording; nil where none are given.
  public private(set) var labels: [String]?
  /// What is told of the recordings beside.
  public private(set) var notes = FeatureNotes()

  /// - Parameters:
  ///   - values: as many as `files` times `names`.
  ///   - labels: as many as `files`.
  public init(
    kind: FeatureKind, names: [String], files: [String], values: [Float], labels: [String]? = nil
  ) {
    precondition(values.count == files.count * names.count, "a value for every file and name")
    precondition(labels.map { $0.count == files.count } ?? true, "a label for every file")
    self.kind = kind
    self.names = names
    self.files = files
    self.values = values
    self.labels = labels
  }

  /// The features of one recording, D numbers.
  public subscript(row: Int) -> ArraySlice<Float> {
    values[row * names.count..<(row + 1) * names.count]
  }

  /// The rows at some positions, in their order.
  public func rows(_ positions: some Sequence<Int>) -> FeatureTable {
    let positions = Array(positions)
    return FeatureTable(
      kind: kind, names: names, files: positions.map { files[$0] },
      values: positions.flatMap { self[$0] },
      labels: labels.map { all in positions.map { all[$0] } }
    ).noting(notes)
  }

  /// Keeps the rows at some positions, in their order, and lets go of the others.
  ///
  /// Where none is kept twice, the numbers change their places where they are, so that a large table is never
  /// held twice.
  public mutating func keepRows(_ positions: [Int]) {
    guard Set(positions).count == positions.count else {
      self = rows(positions)
      return
    }
    let width = names.count
    // Which row lies where by now, and where each lies.
    var rows = Array(files.indices)
    var places = rows
    values.withUnsafeMutableBufferPointer { values in
      for (place, row) in positions.enumerated() where rows[place] != row {
        let other = places[row]
        for column in 0..<width {
          values.swapAt(place * width + column, other * width + column)
        }
        rows.swapAt(place, other)
        (places[rows[place]], places[rows[other]]) = (place, other)
      }
    }
    values.removeLast(values.count - positions.count * width)
    files = positions.map { files[$0] }
    labels = labels.map { all in positions.map { all[$0] } }
  }

  /// The same table with notes on its recordings.
  public func noting(_ notes: FeatureNotes) -> FeatureTable {
    var table = self
    table.notes = notes
    return table
  }
}
