/// Words that tables have in the place of an empty field, where nothing is known.
package enum MissingWord {
  /// What programs and people write for no value at all.
  private static let words: Set<String> = [
    "nan", "na", "n/a", "n.a.", "#n/a", "<na>", "nat", "none", "null", "nil", "empty", "missing",
    "?", "-",
    "--",
  ]

  /// Whether a text says that there is no value.
  package static func `is`(_ text: String) -> Bool {
    text.isEmpty || words.contains(text.lowercased())
  }
}
