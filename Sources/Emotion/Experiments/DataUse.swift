/// What results must say of the recordings that they were computed from.
public struct DataUse: Sendable, Equatable, Codable {
  /// In the order in which they were given.
  public let corpora: [CorpusUse]
  /// What training and test have in common; nil where that is not known, as of a model that does not
  /// say what it was trained on.
  public let overlap: Overlap?

  public init(_ corpora: [CorpusUse], overlap: Overlap?) {
    self.corpora = corpora
    self.overlap = overlap
  }

  /// That of several tests, each corpus once.
  static func + (a: DataUse, b: DataUse) -> DataUse {
    let overlaps = [a.overlap, b.overlap].compactMap(\.self)
    return DataUse(
      a.corpora + b.corpora.filter { !a.corpora.contains($0) },
      overlap: overlaps.dropFirst().reduce(overlaps.first) { sum, next in sum.map { $0 + next } })
  }

  /// Which labels of each corpus became which class, what was left out of it, who is doubtful in it, and
  /// what training and test share, a sentence each.
  public var sentences: [String] {
    corpora.flatMap { [$0.renaming, $0.sentence].compactMap(\.self) + ($0.doubts ?? []) }
      + (overlap?.sentences ?? [])
  }

  /// Those that cast doubt on the figures.
  public var warnings: [String] {
    corpora.flatMap { $0.doubts ?? [] } + (overlap?.warnings ?? [])
  }
}
