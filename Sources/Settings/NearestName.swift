/// What a misspelt setting was probably meant to be.
enum NearestName {
  /// The name with the least edit distance. One in another group counts by its last part, and one
  /// more.
  static func of(_ name: String, among names: [String]) -> String {
    let last = lastPart(name)
    let distances = names.map { candidate in
      (
        name: candidate,
        distance: min(
          editDistance(name, candidate), editDistance(last, lastPart(candidate)) + 1)
      )
    }
    return distances.min { $0.distance < $1.distance }?.name ?? ""
  }

  private static func lastPart(_ name: String) -> Substring {
    name.split(separator: ".").last ?? Substring(name)
  }

  /// Levenshtein's distance without regard to case: insertions, deletions and replacements that
  /// turn one text into the other.
  static func editDistance(_ first: some StringProtocol, _ second: some StringProtocol) -> Int {
    let second = Array(second.lowercased())
    var row = Array(0...second.count)
    for (index, character) in first.lowercased().enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in second.indices {
        let replaced = diagonal + (second[column] == character ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
      }
    }
    return row[second.count]
  }
}
