extension FeatureTable {
  /// The rows of two tables, one after the other. Labels are kept where both have them.
  ///
  /// - Throws: `CorpusError.features` where the tables hold features of different kinds, or both
  ///   hold a recording.
  public func joined(with other: FeatureTable) throws(CorpusError) -> FeatureTable {
    guard kind == other.kind, names == other.names else {
      throw .features(
        "Features of different kinds do not mix: one table holds \(kind), \(names.count) columns, "
          + "the other \(other.kind), \(other.names.count) columns; compute both in the same way.")
    }
    let known = Set(files)
    if let file = other.files.first(where: known.contains) {
      throw .features("Both tables hold \(file); remove it from one.")
    }
    let bothLabels = labels.flatMap { first in other.labels.map { first + $0 } }
    return FeatureTable(
      kind: kind, names: names, files: files + other.files, values: values + other.values,
      labels: bothLabels
    ).noting(notes + other.notes)
  }
}
