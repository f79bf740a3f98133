import CZlib
import Foundation

/// The cyclic redundancy check of zip files, by zlib.
enum CRC32 {
  static func checksum(_ bytes: some ContiguousBytes) -> UInt32 {
    UInt32(
      bytes.withUnsafeBytes { crc32_z(0, $0.bindMemory(to: UInt8.self).baseAddress, $0.count) })
  }
}
