/// Tells what lies in place of a table in UTF-8, and how to make one of it.
enum ForeignTable {
  /// A clause for an error; nil where nothing speaks against text in UTF-8.
  static func kind(of bytes: [UInt8]) -> String? {
    for (start, what) in kinds where bytes.starts(with: start) { return what }
    if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) {
      let isDocument = bytes.prefix(100).contains(Array("opendocument".utf8))
      return isDocument
        ? workbook("a LibreOffice sheet (.ods)")
        : bytes.contains(Array("xl/".utf8))
          ? workbook("an Excel workbook (.xlsx)")
          : "this is a zip archive; give the table that is in it"
    }
    return wide(bytes)
  }

  private static let kinds: [([UInt8], String)] = [
    ([0xD0, 0xCF, 0x11, 0xE0], workbook("an old Excel workbook (.xls)")),
    ([0x1F, 0x8B], "this is compressed by gzip; unpack it first"),
    (Array("PAR1".utf8), "this is a Parquet file; save the table as CSV in UTF-8"),
    (Array("RIFF".utf8), "this is a sound file; give a table that lists recordings"),
    (Array("fLaC".utf8), "this is a sound file; give a table that lists recordings"),
    (Array("OggS".utf8), "this is a sound file; give a table that lists recordings"),
    (Array("ID3".utf8), "this is a sound file; give a table that lists recordings"),
    (Array("%PDF".utf8), "this is a PDF; save the table as CSV in UTF-8"),
    (Array("<".utf8), "this is HTML or XML; save the table as CSV in UTF-8"),
    ([0xFF, 0xFE, 0, 0], utf("UTF-32")), ([0, 0, 0xFE, 0xFF], utf("UTF-32")),
    ([0xFF, 0xFE], utf("UTF-16")), ([0xFE, 0xFF], utf("UTF-16")),
  ]

  private static func workbook(_ what: String) -> String {
    "this is \(what), not a CSV table; save it there as \"CSV UTF-8 (comma delimited)\" and give "
      + "that file"
  }

  private static func utf(_ encoding: String) -> String {
    "this is \(encoding) and a table is read as UTF-8; convert it, for example by "
      + "iconv -f \(encoding) -t UTF-8 old.csv > new.csv"
  }

  /// UTF-16 and UTF-32 without a byte order mark have a byte of 0 beside every letter.
  private static func wide(_ bytes: [UInt8]) -> String? {
    guard let zero = bytes.firstIndex(of: 0) else { return nil }
    let start = bytes.prefix(64)
    let zeros = start.count { $0 == 0 }
    if 2 * zeros > start.count { return utf("UTF-32") }
    if 3 * zeros > start.count {
      return utf(start.first == 0 ? "UTF-16BE" : "UTF-16LE")
    }
    return noText(at: zero)
  }

  /// A byte of 0, where the text that it stands in is not UTF-16 or UTF-32.
  static func noText(at byte: Int) -> String {
    "this is no text: byte \(byte) is 0; give a CSV table in UTF-8"
  }

  /// Bytes that are not UTF-8.
  static let otherEncoding =
    "is not UTF-8 but, it seems, Latin-1 or Windows-1252; save the table as UTF-8, for example by "
    + "iconv -f WINDOWS-1252 -t UTF-8 old.csv > new.csv"

  /// What separates the columns of a record that has more of it than of the separator; nil where
  /// nothing else does.
  static func separator(of record: CSVParser.Record, insteadOf separator: Character) -> String? {
    let text = record.bare.joined()
    let counts = others(than: separator).map { other in
      (other.name, text.count { $0 == other.character })
    }
    guard let most = counts.max(by: { $0.1 < $1.1 }), most.1 >= max(1, record.fields.count) else {
      return nil
    }
    return most.0
  }

  /// The name of a character that separates columns in other tables; nil for any other.
  static func name(of character: Character, insteadOf separator: Character) -> String? {
    others(than: separator).first { $0.character == character }?.name
  }

  private static func others(than separator: Character) -> [(character: Character, name: String)] {
    separators.filter { $0.character != separator }
  }

  static func name(of separator: Character) -> String {
    separators.first { $0.character == separator }?.name ?? "\"\(separator)\""
  }

  private static let separators: [(character: Character, name: String)] = [
    (",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "bars"),
  ]
}

extension Collection where Element == UInt8 {
  /// Whether the bytes occur in a row.
  fileprivate func contains(_ part: [UInt8]) -> Bool {
    var rest = self[...]
    while let first = part.first, let place = rest.firstIndex(of: first) {
      rest = rest[place...]
      if rest.starts(with: part) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
