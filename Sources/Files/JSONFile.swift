public import Foundation

/// Values as JSON, keys sorted, so that equal values give equal bytes.
public enum JSONFile {
  /// The text of a value. Numbers that JSON lacks are written as "NaN", "Infinity", "-Infinity".
  ///
  /// - Throws: `FileError.io` where the value cannot be encoded; `path` names it.
  public static func text(
    _ value: some Encodable, path: String = "JSON", onOneLine: Bool = false
  ) throws(FileError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if !onOneLine { encoder.outputFormatting.insert(.prettyPrinted) }
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      throw .io(path: path, why: "a value cannot be written as JSON")
    }
  }

  /// Writes a value, whole or not at all.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public static func write(_ value: some Encodable, to url: URL) throws(FileError) {
    try AtomicFile.write(text(value, path: url.path) + "\n", to: url)
  }

  /// Reads a value.
  ///
  /// - Throws: `FileError.missing`, `.io`, or `.malformed` where the text is not JSON or lacks
  ///   something.
  public static func read<Value: Decodable>(
    _ type: Value.Type, from url: URL
  ) throws(FileError) -> Value {
    try decode(type, from: Data(InputFile.contents(of: url)), path: url.path)
  }

  /// The value of a text.
  ///
  /// - Parameter path: the file that it is of.
  /// - Throws: `FileError.malformed` where the text is not JSON or lacks something.
  public static func decode<Value: Decodable>(
    _ type: Value.Type, from data: Data, path: String
  ) throws(FileError) -> Value {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    do {
      return try decoder.decode(type, from: data)
    } catch {
      throw .malformed(path: path, what: what(error))
    }
  }

  private static func what(_ error: any Error) -> String {
    func place(_ context: DecodingError.Context) -> String {
      let keys = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
      return keys.isEmpty ? "" : " at \(keys.joined(separator: "."))"
    }
    return switch error as? DecodingError {
    case .keyNotFound(let key, let context): "it lacks \"\(key.stringValue)\"\(place(context))"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "it holds another type than expected\(place(context))"
    case .dataCorrupted(let context): "it is not the JSON that is expected\(place(context))"
    default: "it is not JSON"
    }
  }
}
