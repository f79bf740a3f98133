public import Foundation

/// A safetensors file open for reading: named tensors and a table of text.
///
/// Opening checks the whole header against the file; the values of a tensor are read when asked for,
/// so that a large file is never held whole.
public struct SafetensorsFile: Sendable {
  /// The tensors in the order in which their values lie in the file.
  public var entries: [SafetensorsEntry] { header.entries }
  public var names: [String] { entries.map(\.name) }
  /// `__metadata__` but for the checksum, empty where there is none.
  public var metadata: [String: String] { SafetensorsSeal.removed(from: header.metadata) }
  public var path: String { file.path }

  private let file: InputFile
  private let header: SafetensorsHeader
  private let positions: [String: Int]

  /// Opens a file and checks it: the header's length, its JSON, and every tensor's type, shape and
  /// range, which must fill the file without hole or overlap; where the file has a checksum, every
  /// byte.
  ///
  /// - Parameter verifying: false where what is read is checked by itself.
  /// - Throws: `FileError.missing`, `.io`, or `.malformed` naming what is wrong.
  public init(contentsOf url: URL, verifying: Bool = true) throws(FileError) {
    file = try InputFile(url)
    header = try SafetensorsHeader(of: file)
    positions = Dictionary(
      uniqueKeysWithValues: header.entries.enumerated().map { ($1.name, $0) })
    if verifying && SafetensorsSeal.isTold(in: header.metadata) { try verify() }
  }

  /// Compares the checksum with what is there.
  ///
  /// - Throws: `FileError.malformed` where they differ or the checksum is damaged, `.io`.
  private func verify() throws(FileError) {
    let head = Data(try file.bytes(at: 0, count: header.size))
    var hashes: [ContentHash] = []
    for (entry, offset) in zip(entries, header.offsets) {
      hashes.append(try file.hash(of: offset..<offset + entry.byteCount))
    }
    guard let digits = SafetensorsSeal.digits(in: head),
      SafetensorsSeal.checksum(header: head, digits: digits, tensors: hashes).hex.utf8
        .elementsEqual(head[digits])
    else {
      throw .malformed(
        path: path,
        what: "its bytes are not those that were written, by its checksum; take another copy of it "
          + "or make it anew, and where another program changed it on purpose, let that leave out "
          + "ser.sealed and ser.sha256 of the metadata")
    }
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

  /// A tensor of weights, as `floats`, each of which is a number.
  ///
  /// - Throws: as `floats`; `FileError.malformed` where one is NaN or infinite.
  public func weights(_ name: String) throws(FileError) -> [Float] {
    let values = try floats(name)
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      throw .malformed(
        path: path,
        what:
          "number \(index + 1) of \(name) is \(values[index]), which no training leaves; take another "
          + "copy of the file, or train anew")
    }
    return values
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
