import Foundation

/// Texts that differ in case, blanks, separators, Unicode form, signs that nobody sees or letters of
/// another alphabet that look the same only, or are one number, which are one to a person and several to a
/// program.
package enum SpellingVariants {
  /// What they may differ in, in words.
  package static let differences = "case, blanks, separators or look-alike letters"

  /// The groups of such texts, the most frequent first in each; of as many, that in small letters.
  package static func groups(of values: some Sequence<String>) -> [[(value: String, count: Int)]] {
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

  /// What all spellings of a text have in common.
  static func folded(_ text: String) -> String {
    let seen = text.unicodeScalars.filter { scalar in
      !scalar.properties.isDefaultIgnorableCodePoint && scalar.properties.generalCategory != .format
    }
    let plain = String(String.UnicodeScalarView(seen)).precomposedStringWithCompatibilityMapping
      .lowercased().filter { !$0.isWhitespace }
    // Tables are edited by programs that make 3 and 3.0 of 03.
    if let number = Double(plain), number.isFinite { return "\(number)" }
    return String(withoutSeparators(Array(plain)).map { lookAlikes[$0] ?? $0 })
  }

  /// `very-sad`, `very_sad` and `very.sad` as `verysad`. Between digits a separator stays, any as the same:
  /// 1-1 is not 11.
  private static func withoutSeparators(_ text: [Character]) -> [Character] {
    let isSeparator = text.map { character in
      "_./".contains(character)
        || character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .dashPunctuation }
    }
    if isSeparator.allSatisfy(\.self) { return text }
    func isDigit(_ place: Int) -> Bool { text.indices.contains(place) && text[place].isNumber }
    return text.indices.compactMap { place in
      guard isSeparator[place] else { return text[place] }
      return isDigit(place - 1) && isDigit(place + 1) ? "-" : nil
    }
  }

  /// Small letters of the Cyrillic and the Greek alphabet that look as Latin ones, small or large, which
  /// keyboards of two alphabets bring into words.
  private static let lookAlikes: [Character: Character] = [
    "а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "һ": "h", "і": "i", "ј": "j", "к": "k",
    "ӏ": "l",
    "м": "m", "н": "h", "о": "o", "р": "p", "ԛ": "q", "ѕ": "s", "т": "t", "ѵ": "v", "ԝ": "w",
    "х": "x",
    "у": "y", "α": "a", "β": "b", "ε": "e", "η": "n", "ι": "i", "κ": "k", "μ": "u", "ν": "v",
    "ο": "o",
    "ρ": "p", "τ": "t", "υ": "u", "χ": "x",
  ]
}
