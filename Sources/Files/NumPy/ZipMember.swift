import Foundation

/// One member of a zip file, stored or deflated (APPNOTE.TXT 6.3, sections 4.3.7 to 4.3.16).
struct ZipMember {
  /// Without the ending `.npy`.
  let name: String
  let crc: UInt32
  let size: Int
  /// The bytes that it takes in the file.
  let storedSize: Int
  let isDeflated: Bool
  /// Where the member's local header begins.
  let offset: Int

  /// Reads the central directory.
  ///
  /// - Throws: `FileError.malformed` where it is no zip file, is cut off or damaged, is over 4 GiB,
  ///   holds members that are encrypted or compressed otherwise, or two of one name, `.io`.
  static func directory(of file: InputFile) throws(FileError) -> [ZipMember] {
    func malformed(_ what: String) -> FileError { .malformed(path: file.path, what: what) }
    // The end record of 22 bytes may be followed by a comment of up to 65,535.
    let tailSize = min(file.size, 22 + 65_535)
    let tail = try file.bytes(at: file.size - tailSize, count: tailSize)
    guard
      let end = tail.indices.dropLast(21).last(where: {
        tail.integer(at: $0, bytes: 4) == ZipRecord.end
      })
    else { throw malformed("this is not a zip file, or it is cut off: it has no end record") }

    let count = tail.integer(at: end + 10, bytes: 2)
    let length = tail.integer(at: end + 12, bytes: 4)
    let start = tail.integer(at: end + 16, bytes: 4)
    guard start != 0xFFFF_FFFF, count != 0xFFFF else {
      throw malformed("archives over 4 GiB are not read; split it, or use safetensors")
    }
    guard start + length <= file.size else {
      throw malformed("the zip directory lies past the end of the file; it is cut off")
    }
    let bytes = try file.bytes(at: start, count: length)
    var members: [ZipMember] = []
    var at = 0
    for _ in 0..<count {
      guard at + 46 <= bytes.count, bytes.integer(at: at, bytes: 4) == ZipRecord.central else {
        throw malformed("the zip directory is damaged at entry \(members.count + 1)")
      }
      let nameEnd = at + 46 + bytes.integer(at: at + 28, bytes: 2)
      let next =
        nameEnd + bytes.integer(at: at + 30, bytes: 2) + bytes.integer(at: at + 32, bytes: 2)
      guard next <= bytes.count else {
        throw malformed("the zip directory is damaged at entry \(members.count + 1)")
      }
      let name = String(decoding: bytes[(at + 46)..<nameEnd], as: UTF8.self)
      let method = bytes.integer(at: at + 10, bytes: 2)
      guard method == 0 || method == 8, bytes.integer(at: at + 8, bytes: 2) & 1 == 0 else {
        throw malformed(
          "\(name) is encrypted, or compressed in another way than numpy.savez_compressed does; save it "
            + "with this or numpy.savez")
      }
      members.append(
        ZipMember(
          name: name.hasSuffix(".npy") ? String(name.dropLast(4)) : name,
          crc: UInt32(bytes.integer(at: at + 16, bytes: 4)),
          size: bytes.integer(at: at + 24, bytes: 4),
          storedSize: bytes.integer(at: at + 20, bytes: 4), isDeflated: method == 8,
          offset: bytes.integer(at: at + 42, bytes: 4)))
      at = next
    }
    var names: Set<String> = []
    if let twice = members.first(where: { !names.insert($0.name).inserted }) {
      throw malformed("it has two members \(twice.name); give each a name of its own")
    }
    return members
  }

  /// The member's bytes, checked against their sum.
  ///
  /// - Throws: `FileError.malformed` where the member is cut off or damaged, `.io`.
  func content(in file: InputFile) throws(FileError) -> [UInt8] {
    func malformed(_ what: String) -> FileError { .malformed(path: file.path, what: what) }
    guard offset + 30 <= file.size else {
      throw malformed("the member \(name) lies past the end of the file; it is cut off")
    }
    let header = try file.bytes(at: offset, count: 30)
    let start =
      offset + 30 + header.integer(at: 26, bytes: 2) + header.integer(at: 28, bytes: 2)
    guard header.integer(at: 0, bytes: 4) == ZipRecord.local, start + storedSize <= file.size,
      isDeflated || storedSize == size
    else {
      throw malformed("the member \(name) is cut off or damaged")
    }
    let stored = try file.bytes(at: start, count: storedSize)
    guard let content = isDeflated ? Inflation.inflated(stored, to: size) : stored,
      CRC32.checksum(content) == crc
    else {
      throw malformed("the member \(name) is damaged: its checksum does not agree")
    }
    return content
  }
}

/// The four bytes with which each record of a zip file begins.
enum ZipRecord {
  static let local = 0x0403_4B50
  static let central = 0x0201_4B50
  static let end = 0x0605_4B50
}

extension [UInt8] {
  /// The little-endian integer at an index.
  func integer(at index: Int, bytes: Int) -> Int {
    self[index..<(index + bytes)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// Appends a little-endian integer.
  mutating func append(_ integer: Int, bytes: Int) {
    for byte in 0..<bytes { append(UInt8(truncatingIfNeeded: integer >> (8 * byte))) }
  }
}
