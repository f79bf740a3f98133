public import Foundation

/// Writes a safetensors file, a tensor at a time and in any order; it appears at `commit`, whole.
///
/// Wide types lie before narrow ones, so that every tensor is aligned to its elements; within a
/// width the given order is kept. Equal content gives equal bytes. A sealed file has a checksum in its
/// metadata, by which a reader notices that a byte has changed.
public final class SafetensorsWriter {
  /// The tensors in the order of the file.
  public let entries: [SafetensorsEntry]
  private let file: AtomicFile
  private let header: Data
  /// The hash of what was written of each tensor; nil where the file is not sealed.
  private var hashes: [String: ContentHash]?
  private var offsets: [String: Int64] = [:]
  private var pending: [String: SafetensorsEntry] = [:]

  /// Opens a temporary file beside `url` and writes the header. Names are unique.
  ///
  /// - Parameter isSealed: false where what is kept has checksums of its own.
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public init(
    _ url: URL, entries unordered: [SafetensorsEntry], metadata: [String: String] = [:],
    isSealed: Bool = true
  ) throws(FileError) {
    let order = unordered.enumerated()
      .sorted { (-$0.element.type.size, $0.offset) < (-$1.element.type.size, $1.offset) }
    entries = order.map(\.element)
    header = SafetensorsJSON.encode(
      entries, metadata: isSealed ? SafetensorsSeal.room(in: metadata) : metadata)
    hashes = isSealed ? [:] : nil
    file = try AtomicFile(url)
    try file.write(header)
    var offset = Int64(header.count)
    for entry in entries {
      precondition(pending[entry.name] == nil, "the tensor \(entry.name) is listed twice")
      offsets[entry.name] = offset
      pending[entry.name] = entry
      offset += Int64(entry.byteCount)
    }
  }

  /// Writes the values of a listed F32 tensor, in C order.
  ///
  /// - Throws: `FileError.diskFull` or `.io`.
  public func write(_ values: [Float], for name: String) throws(FileError) {
    try write(values, type: .float32, for: name)
  }

  /// Writes the values of a listed I32 tensor, in C order.
  ///
  /// - Throws: `FileError.diskFull` or `.io`.
  public func write(_ values: [Int32], for name: String) throws(FileError) {
    try write(values, type: .int32, for: name)
  }

  /// Writes the values of a listed I64 tensor, in C order.
  ///
  /// - Throws: `FileError.diskFull` or `.io`.
  public func write(_ values: [Int64], for name: String) throws(FileError) {
    try write(values, type: .int64, for: name)
  }

  /// Writes the values of a listed U8 tensor, in C order.
  ///
  /// - Throws: `FileError.diskFull` or `.io`.
  public func write(_ values: [UInt8], for name: String) throws(FileError) {
    try write(values, type: .uint8, for: name)
  }

  /// Puts the file in its place; every listed tensor has been written once.
  ///
  /// - Throws: `FileError`; the earlier file is then still there.
  public func commit() throws(FileError) {
    precondition(pending.isEmpty, "the tensors \(pending.keys.sorted()) were not written")
    try seal()
    try file.commit()
  }

  private func seal() throws(FileError) {
    guard let hashes, let digits = SafetensorsSeal.digits(in: header) else { return }
    let checksum = SafetensorsSeal.checksum(
      header: header, digits: digits, tensors: entries.compactMap { hashes[$0.name] })
    try withBytes(of: Data(checksum.hex.utf8)) { bytes throws(FileError) in
      try file.write(bytes, at: Int64(digits.lowerBound))
    }
  }

  private func write<Number: BitwiseCopyable>(
    _ values: [Number], type: SafetensorsType, for name: String
  ) throws(FileError) {
    guard let entry = pending.removeValue(forKey: name), let offset = offsets[name] else {
      preconditionFailure("the tensor \(name) was not listed or is written already")
    }
    precondition(
      entry.type == type && entry.count == values.count,
      "the tensor \(name) was listed as \(entry.type.rawValue) \(entry.shape)")
    try withBytes(of: values) { bytes throws(FileError) in
      hashes?[name] = ContentHash(of: bytes)
      try file.write(bytes, at: offset)
    }
  }
}
