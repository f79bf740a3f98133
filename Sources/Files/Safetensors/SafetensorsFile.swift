public import Foundation

/// A safetensors file open for reading: named tensors and a table of text.
///
/// Opening checks the whole header against the file; the values of a tensor are read when asked for,
/// so that a large file is never held whole.
public struct SafetensorsFile: Sendable {
  /// The tensors in the order in which their values lie in the file.
  public var entries: [SafetensorsEntry] { header.entries }
  public var names: [String] { entries.map(\.name) }
  /// `__metadata__`, empty where there is none.
  public var metadata: [String: String] { header.metadata }
  public var path: String { file.path }

  private let file: InputFile
  private let header: SafetensorsHeader
  private let positions: [String: Int]

  /// Opens a file and checks it: the header's length, its JSON, and every tensor's type, shape and
  /// range, which must fill the file without hole or overlap.
  ///
  /// - Throws: `FileError.missing`, `.io`, or `.malformed` naming what is wrong.
  public init(contentsOf url: URL) throws(FileError) {
    file = try InputFile(url)
    header = try SafetensorsHeader(of: file)
    positions = Dictionary(
      uniqueKeysWithValues: header.entries.enumerated().map { ($1.name, $0) })
  }

  /// The entry of a name; nil where there is none.
  public subscript(name: String) -> SafetensorsEntry? {
    positions[name].map { entries[$0] }
  }

  /// A tensor's values as `Float`, in C order; F64, F16 and BF16 are converted.
  ///
  /// - Throws: `FileError.malformed` where there is no such tensor or it holds integers, `.io`.
  public func floats(_ name: String) throws(FileError) -> [Float] {
    let (entry, offset) = try find(name)
    switch entry.type {
    case .float32: return try file.numbers(Float.self, at: offset, count: entry.count)
    case .float64:
      return try file.numbers(Double.self, at: offset, count: entry.count).map { Float($0) }
    case .float16:
      return try file.numbers(Float16.self, at: offset, count: entry.count).map { Float($0) }
    case .bfloat16:
      return try file.numbers(UInt16.self, at: offset, count: entry.count)
        .map { Float(bitPattern: UInt32($0) << 16) }
    case .int64, .int32, .uint8, .bool: throw mismatch(entry, expected: "a floating-point type")
    }
  }

  /// A tensor's values as `Int64`, in C order, from any integer type.
  ///
  /// - Throws: `FileError.malformed` where there is no such tensor or it is no integer, `.io`.
  public func int64s(_ name: String) throws(FileError) -> [Int64] {
    let (entry, offset) = try find(name)
    switch entry.type {
    case .int64: return try file.numbers(Int64.self, at: offset, count: entry.count)
    case .int32:
      return try file.numbers(Int32.self, at: offset, count: entry.count).map { Int64($0) }
    case .uint8, .bool:
      return try file.bytes(at: offset, count: entry.count).map { Int64($0) }
    case .float64, .float32, .float16, .bfloat16:
      throw mismatch(entry, expected: "an integer type")
    }
  }

  /// A tensor's values as `Int32`, in C order, from any integer type.
  ///
  /// - Throws: `FileError.malformed` where there is no such tensor, it is no integer or a value is
  ///   beyond 32 bits, `.io`.
  public func int32s(_ name: String) throws(FileError) -> [Int32] {
    let wide = try int64s(name)
    let narrow = wide.compactMap(Int32.init(exactly:))
    guard narrow.count == wide.count else {
      throw .malformed(path: path, what: "its tensor \"\(name)\" holds values beyond 32 bits")
    }
    return narrow
  }

  private func find(_ name: String) throws(FileError) -> (entry: SafetensorsEntry, offset: Int) {
    guard let position = positions[name] else {
      throw .malformed(path: path, what: "it has no tensor \"\(name)\"")
    }
    return (entries[position], header.offsets[position])
  }

  private func mismatch(_ entry: SafetensorsEntry, expected: String) -> FileError {
    .malformed(
      path: path,
      what: "its tensor \"\(entry.name)\" is \(entry.type.rawValue) where \(expected) is expected")
  }
}
