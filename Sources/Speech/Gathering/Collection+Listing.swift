extension Collection<String> {
  /// Some of the texts and the number of the others: "a", "a and b", "a, b and 3 more".
  func listed(atMost most: Int) -> String {
    let shown = Array(prefix(most))
    if count > most { return "\(shown.joined(separator: ", ")) and \(count - most) more" }
    guard let last = shown.last, count > 1 else { return shown.joined() }
    return "\(shown.dropLast().joined(separator: ", ")) and \(last)"
  }

  /// The first ten texts and the number of the others, with commas: what a user's file lists may be long.
  public var inShort: String {
    let most = 10
    return count > most ? listed(atMost: most) : joined(separator: ", ")
  }

  /// The first texts and the number of the others, to follow a colon: one on its line, several on lines of
  /// their own.
  public func asLines(atMost most: Int = 10) -> String {
    if let only = first, count == 1 { return " \(only)" }
    let more = count > most ? ["and \(count - most) more"] : []
    return (prefix(most) + more).map { "\n  \($0)" }.joined()
  }
}
