import Foundation

/// The JSON head of a safetensors file, checked against the size of what follows it.
struct SafetensorsHeader {
  /// In the order in which the values lie in the file.
  private(set) var entries: [SafetensorsEntry] = []
  /// The first byte of each entry's values, from the start of the file.
  private(set) var offsets: [Int] = []
  private(set) var metadata: [String: String] = [:]
  /// Its bytes, with those of its length.
  private(set) var size = 0

  /// The format's own limit, which keeps a damaged length from asking for all memory.
  private static let longest = 100_000_000

  /// Reads and checks the head of a file.
  ///
  /// - Throws: `FileError.malformed` naming what is wrong, `.io`.
  init(of file: InputFile) throws(FileError) {
    func malformed(_ what: String) -> FileError { .malformed(path: file.path, what: what) }
    guard file.size >= 8 else {
      throw malformed(
        "this is not a safetensors file: it has \(file.size) bytes where the header's length "
          + "alone takes 8")
    }
    let claimed = UInt64(littleEndian: try file.numbers(UInt64.self, at: 0, count: 1)[0])
    guard claimed <= UInt64(Self.longest) else {
      throw malformed(
        "its header claims \(claimed) bytes, more than the \(Self.longest) that safetensors allows; "
          + "it is damaged or no safetensors file")
    }
    guard Int(claimed) <= file.size - 8 else {
      throw malformed(
        "its header claims \(claimed) bytes where the file has \(file.size - 8) after its length; "
          + "it is truncated or no safetensors file, so fetch or write it again")
    }
    let bytes = try file.bytes(at: 8, count: Int(claimed))
    guard bytes.first == UInt8(ascii: "{") else {
      throw malformed("its header is not a JSON object; it is damaged or no safetensors file")
    }
    if let name = JSONKeys.firstDuplicate(in: bytes) {
      throw malformed("its header names \"\(name)\" twice; every name must be unique")
    }
    let table = try SafetensorsJSON(bytes, path: file.path)
    metadata = table.metadata
    size = 8 + Int(claimed)
    try read(table.tensors, dataSize: file.size - size, start: size, of: file)
  }

  /// Checks every tensor, and that together they fill the rest of the file without hole or overlap.
  ///
  /// - Throws: `FileError.malformed` naming a tensor and what is wrong with it, or where bytes are
  ///   left over.
  private mutating func read(
    _ tensors: [String: SafetensorsJSON.Tensor], dataSize: Int, start: Int, of file: InputFile
  ) throws(FileError) {
    func malformed(_ what: String) -> FileError { .malformed(path: file.path, what: what) }
    var ranges: [(entry: SafetensorsEntry, begin: Int, end: Int)] = []
    for (name, entry) in tensors {
      let what = "its tensor \"\(name)\""
      guard let type = SafetensorsType(rawValue: entry.dtype) else {
        let known = SafetensorsType.allCases.map(\.rawValue).joined(separator: ", ")
        throw malformed("\(what) has the dtype \(entry.dtype), which is not one of \(known)")
      }
      guard entry.dataOffsets.count == 2, entry.shape.allSatisfy({ $0 >= 0 }) else {
        throw malformed("\(what) has a negative axis or not two data_offsets")
      }
      let (begin, end) = (entry.dataOffsets[0], entry.dataOffsets[1])
      guard 0 <= begin, begin <= end else {
        throw malformed("\(what) has the data_offsets \(begin) to \(end), which are no range")
      }
      guard end <= dataSize else {
        throw malformed(
          "\(what) ends at byte \(end) of the values where the file has \(dataSize); it is "
            + "truncated, so fetch or write it again")
      }
      var needed = type.size
      for axis in entry.shape {
        let product = needed.multipliedReportingOverflow(by: axis)
        guard !product.overflow else { throw malformed("\(what) has a shape beyond any size") }
        needed = product.partialValue
      }
      guard needed == end - begin else {
        throw malformed(
          "\(what) of shape \(entry.shape) and dtype \(type.rawValue) needs \(needed) bytes where "
            + "its data_offsets hold \(end - begin)")
      }
      ranges.append((SafetensorsEntry(name, type, shape: entry.shape), begin, end))
    }
    // Empty tensors share their place with a neighbour; the name makes the order one.
    ranges.sort { ($0.begin, $0.end, $0.entry.name) < ($1.begin, $1.end, $1.entry.name) }
    var filled = 0
    for (entry, begin, end) in ranges {
      guard begin == filled else {
        let fault = begin < filled ? "overlaps the one before it" : "leaves a hole before it"
        throw malformed("its tensor \"\(entry.name)\" begins at byte \(begin) and \(fault)")
      }
      filled = end
      entries.append(entry)
      offsets.append(start + begin)
    }
    guard filled == dataSize else {
      throw malformed(
        "its tensors hold \(filled) bytes where \(dataSize) follow the header; it is damaged")
    }
  }
}
