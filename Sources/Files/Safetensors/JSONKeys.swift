import Foundation

/// Keys that a JSON text repeats within one object, which Foundation's readers silently merge.
enum JSONKeys {
  /// The first key that stands twice in the same object of a valid JSON text.
  static func firstDuplicate(in json: [UInt8]) -> String? {
    // The keys seen in each open object; nil for an open array.
    var open: [Set<String>?] = []
    var position = 0
    while position < json.count {
      switch json[position] {
      case UInt8(ascii: "{"): open.append([])
      case UInt8(ascii: "["): open.append(nil)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
      case UInt8(ascii: "\""):
        let end = endOfString(in: json, from: position)
        let isKey = json[end...].first { !isSpace($0) } == UInt8(ascii: ":")
        if isKey, let last = open.indices.last, open[last] != nil {
          let literal = Data(json[position..<end])
          let key = (try? JSONDecoder().decode(String.self, from: literal)) ?? ""
          if open[last]?.insert(key).inserted == false { return key }
        }
        position = end
        continue
      default: break
      }
      position += 1
    }
    return nil
  }

  /// The position after the quote that closes the string opened at `start`.
  private static func endOfString(in json: [UInt8], from start: Int) -> Int {
    var position = start + 1
    while position < json.count {
      if json[position] == UInt8(ascii: "\"") { return position + 1 }
      position += json[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    return json.count
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
