/// The names that manifests have for a gender.
public enum Gender {
  private static let names: [String: [String]] = [
    "male": ["m", "male", "man", "men", "masculine", "boy"],
    "female": ["f", "female", "w", "woman", "women", "feminine", "girl"],
    "other": ["o", "other", "x", "nb", "nonbinary", "non-binary", "diverse"],
  ]

  private static let byWord = Dictionary(
    names.flatMap { name, words in words.map { ($0, name) } },
    uniquingKeysWith: { first, _ in first })

  /// `male`, `female` or `other` for what tables write so or otherwise, in any case; nothing for a word that
  /// says that nobody knows; any other word as it is.
  public static func name(_ word: String) -> String {
    let word = word.trimmingCharacters(in: .whitespaces)
    let small = word.lowercased()
    if let name = byWord[small] { return name }
    return MissingWord.is(word) || small == "unknown" ? "" : word
  }

  /// What is no gender that is known, a sentence; nil where nothing is.
  static func doubt(on recordings: [Recording]) -> String? {
    let words = Dictionary(
      recordings.map(\.gender).filter { !$0.isEmpty && names[$0] == nil }.map { ($0, 1) },
      uniquingKeysWith: +)
    guard !words.isEmpty else { return nil }
    let told = words.sorted { $0.key < $1.key }.map { "\"\($0.key)\" (\($0.value))" }
    return
      "The gender \(told.inShort) is none of male, female and other and counts as one of its own; "
      + "write one of these, or leave the field empty."
  }
}
