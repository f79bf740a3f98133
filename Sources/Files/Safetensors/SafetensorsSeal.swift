import Foundation

/// The checksum by which a file of tensors tells that a byte of it has changed, whether of a value, of a
/// name or of the metadata.
///
/// It is the SHA-256 of the header, with the checksum's own digits as zeros, followed by the SHA-256 of
/// each tensor's bytes in the order of the file, as hexadecimal digits. Two keys of the metadata tell of
/// it: where one is damaged, the other still says that there must be a checksum. Files of other programs
/// have neither.
enum SafetensorsSeal {
  private static let checksumKey = "ser.sha256"
  private static let markKey = "ser.sealed"
  private static let mark = "sha256"
  private static let noDigits = String(repeating: "0", count: 64)

  /// Metadata with room for the checksum.
  static func room(in metadata: [String: String]) -> [String: String] {
    metadata.merging([checksumKey: noDigits, markKey: mark]) { $1 }
  }

  /// Metadata as they were before there was room for the checksum.
  static func removed(from metadata: [String: String]) -> [String: String] {
    metadata.filter { $0.key != checksumKey && $0.key != markKey }
  }

  /// Whether a file says that it has a checksum.
  static func isTold(in metadata: [String: String]) -> Bool {
    metadata[checksumKey] != nil || metadata[markKey] != nil
  }

  /// Where the digits stand in a header; nil where it has none. Within a text quotes are escaped, so
  /// that no text looks like the key.
  static func digits(in header: Data) -> Range<Int>? {
    guard let key = header.firstRange(of: Data("\"\(checksumKey)\":\"".utf8)) else { return nil }
    let end = key.upperBound + noDigits.utf8.count
    return end < header.endIndex ? key.upperBound..<end : nil
  }

  /// The checksum of a file.
  ///
  /// - Parameters:
  ///   - header: with its length before it.
  ///   - digits: where they stand in it.
  ///   - tensors: the hash of each tensor's bytes, in the order of the file.
  static func checksum(
    header: Data, digits: Range<Int>, tensors: [ContentHash]
  ) -> ContentHash {
    var blank = header
    blank.replaceSubrange(digits, with: Data(noDigits.utf8))
    return ContentHash(of: blank + Data(tensors.map(\.hex).joined().utf8))
  }
}
