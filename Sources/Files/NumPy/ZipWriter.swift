package import Foundation

/// Writes a zip file of stored members, one after another, and its directory at the end. Times are
/// the format's zero, so that equal content gives equal bytes.
package struct ZipWriter {
  private let file: AtomicFile
  private var offset = 0
  private var directory: [UInt8] = []
  private var count = 0

  package init(file: AtomicFile) { self.file = file }

  package mutating func append(name: String, content: Data) throws(FileError) {
    let name = Array(name.utf8)
    guard offset + content.count + name.count + 30 < 0xFFFF_FFFF, count < 0xFFFE,
      name.count <= 0xFFFF
    else {
      throw .cannotCreate(path: file.path, why: "a zip file ends at 4 GiB and 65,534 members")
    }
    // Common to the local and the central header: version 2.0, UTF-8 names, stored, 1980-01-01.
    var common: [UInt8] = []
    for field in [20, 0x0800, 0, 0, 0x21] { common.append(field, bytes: 2) }
    common.append(Int(CRC32.checksum(content)), bytes: 4)
    common.append(content.count, bytes: 4)
    common.append(content.count, bytes: 4)
    common.append(name.count, bytes: 2)
    common.append(0, bytes: 2)

    var local: [UInt8] = []
    local.append(ZipRecord.local, bytes: 4)
    local += common + name
    try file.write(Data(local))
    try file.write(content)

    directory.append(ZipRecord.central, bytes: 4)
    directory.append(20, bytes: 2)
    directory += common
    directory.append(0, bytes: 10)  // no comment, first disk, no attributes
    directory.append(offset, bytes: 4)
    directory += name
    offset += local.count + content.count
    count += 1
  }

  package func finish() throws(FileError) {
    var end: [UInt8] = []
    end.append(ZipRecord.end, bytes: 4)
    end.append(0, bytes: 4)
    end.append(count, bytes: 2)
    end.append(count, bytes: 2)
    end.append(directory.count, bytes: 4)
    end.append(offset, bytes: 4)
    end.append(0, bytes: 2)
    try file.write(Data(directory + end))
  }
}
