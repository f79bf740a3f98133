import Foundation

/// The JSON of a safetensors header, as it stands: tensors by name and a table of text.
struct SafetensorsJSON: Decodable {
  struct Tensor: Decodable {
    let dtype: String
    let shape: [Int]
    let dataOffsets: [Int]

    enum CodingKeys: String, CodingKey {
      case dtype, shape
      case dataOffsets = "data_offsets"
    }
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private static let metadataKey = "__metadata__"

  private(set) var tensors: [String: Tensor] = [:]
  private(set) var metadata: [String: String] = [:]

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    for key in container.allKeys {
      if key.stringValue == Self.metadataKey {
        metadata = try container.decode([String: String].self, forKey: key)
      } else {
        tensors[key.stringValue] = try container.decode(Tensor.self, forKey: key)
      }
    }
  }

  /// Reads the bytes of a header.
  ///
  /// - Throws: `FileError.malformed`.
  init(_ bytes: [UInt8], path: String) throws(FileError) {
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(bytes))
    } catch {
      let keys =
        switch error as? DecodingError {
        case .keyNotFound(_, let context), .typeMismatch(_, let context),
          .valueNotFound(_, let context), .dataCorrupted(let context):
          context.codingPath
        default: [any CodingKey]()
        }
      let what =
        switch keys.first?.stringValue {
        case nil: "its header is not the JSON of safetensors; it is damaged or no safetensors file"
        case Self.metadataKey: "its \(Self.metadataKey) is not a table of text to text"
        case .some(let name):
          "its tensor \"\(name)\" lacks a well-formed dtype, shape or data_offsets"
        }
      throw .malformed(path: path, what: what)
    }
  }
}

extension SafetensorsJSON {
  /// The head of a safetensors file: its length, then JSON padded to a multiple of 8 bytes. Keys
  /// of the metadata are sorted and entries keep their order, so that equal content gives equal bytes.
  static func encode(_ entries: [SafetensorsEntry], metadata: [String: String]) -> Data {
    var fields: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }
        .map { "\(quoted($0.key)):\(quoted($0.value))" }
      fields.append("\(quoted(metadataKey)):{\(pairs.joined(separator: ","))}")
    }
    var begin = 0
    for entry in entries {
      let shape = entry.shape.map(String.init).joined(separator: ",")
      let end = begin + entry.byteCount
      fields.append(
        "\(quoted(entry.name)):{\"dtype\":\"\(entry.type.rawValue)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(begin),\(end)]}")
      begin = end
    }
    var json = Data("{\(fields.joined(separator: ","))}".utf8)
    json.append(Data(repeating: UInt8(ascii: " "), count: (8 - json.count % 8) % 8))
    return withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) } + json
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case ..<" ": quoted += "\\u" + String(format: "%04x", scalar.value)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
