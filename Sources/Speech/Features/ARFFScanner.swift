/// Takes words off the front of a line of an ARFF file.
struct ARFFScanner {
  private var remaining: ArraySlice<UInt8>

  init(_ line: ArraySlice<UInt8>) { remaining = line.trimmed }

  /// What is left, without the spaces around it.
  var rest: ArraySlice<UInt8> { remaining.trimmed }

  /// What ends a word that is not in quotes.
  enum End {
    case space, comma

    fileprivate func isAt(_ byte: UInt8) -> Bool {
      self == .space ? byte.isSpace : byte == UInt8(ascii: ",")
    }
  }

  /// A word in quotes, or all up to an end, without the spaces around it; nil where a quote is never
  /// closed.
  mutating func word(upTo end: End) -> String? {
    remaining = remaining.drop(while: \.isSpace)
    guard let quote = remaining.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"")
    else {
      let word = remaining.prefix { !end.isAt($0) }
      remaining = remaining[word.endIndex...]
      return String(decoding: word.trimmed, as: UTF8.self)
    }
    remaining.removeFirst()
    var word: [UInt8] = []
    while let byte = remaining.popFirst() {
      if byte == quote {
        remaining = remaining.drop(while: \.isSpace)
        return String(decoding: word, as: UTF8.self)
      }
      let isEscape = byte == UInt8(ascii: "\\")
      word.append(isEscape ? remaining.popFirst().map(Self.escaped) ?? byte : byte)
    }
    return nil
  }

  /// What a byte behind a backslash stands for.
  private static func escaped(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "n"): UInt8(ascii: "\n")
    case UInt8(ascii: "r"): UInt8(ascii: "\r")
    case UInt8(ascii: "t"): UInt8(ascii: "\t")
    default: byte
    }
  }

  /// Passes over a comma; false where something else comes.
  mutating func passComma() -> Bool {
    guard remaining.first == UInt8(ascii: ",") else { return false }
    remaining.removeFirst()
    return true
  }
}

extension UInt8 {
  var isSpace: Bool { self == UInt8(ascii: " ") || (9...13).contains(self) }
}

extension ArraySlice<UInt8> {
  /// Without the spaces at both ends.
  var trimmed: ArraySlice<UInt8> {
    let start = drop(while: \.isSpace)
    guard let last = start.lastIndex(where: { !$0.isSpace }) else { return start }
    return start[...last]
  }
}
