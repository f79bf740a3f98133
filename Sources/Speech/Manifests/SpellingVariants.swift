import Foundation

/// Texts that differ in case, blanks, Unicode form or signs that nobody sees only, which are one to a person and several to a
/// program.
enum SpellingVariants {
  /// The groups of such texts, the most frequent first in each; of as many, that in small letters.
  static func groups(of values: some Sequence<String>) -> [[(value: String, count: Int)]] {
    let counts = Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +)
    return Dictionary(grouping: counts) { folded($0.key) }.filter { $0.value.count > 1 }
      .sorted { $0.key < $1.key }
      .map { group in
        group.value.sorted { ($0.value, $0.key) > ($1.value, $1.key) }
          .map { (value: $0.key, count: $0.value) }
      }
  }

  /// Those among others that are like a text.
  static func like(_ text: String, among others: some Sequence<String>) -> [String] {
    others.filter { $0 != text && folded($0) == folded(text) }
  }

  private static func folded(_ text: String) -> String {
    let seen = text.unicodeScalars.filter { scalar in
      !scalar.properties.isDefaultIgnorableCodePoint && scalar.properties.generalCategory != .format
    }
    return String(String.UnicodeScalarView(seen)).precomposedStringWithCompatibilityMapping
      .lowercased().filter { !$0.isWhitespace }
  }
}
