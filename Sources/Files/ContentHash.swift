import CCrypto
public import Foundation

/// The SHA-256 of some content, by which recordings, manifests and weights are recognised.
public struct ContentHash: Hashable, Sendable, CustomStringConvertible {
  /// 64 hexadecimal digits, lower case.
  public let hex: String

  public var description: String { hex }

  /// The hash of bytes in memory.
  public init(of bytes: some DataProtocol) {
    let hasher = ContentHasher()
    for region in bytes.regions { region.withUnsafeBytes(hasher.update) }
    self = hasher.finish()
  }

  /// The hash of a text's UTF-8.
  public init(of text: String) {
    self.init(of: Array(text.utf8))
  }

  /// The hash of numbers as they are in memory.
  public init(ofValues values: some Collection<Float>) {
    let hasher = ContentHasher()
    if values.withContiguousStorageIfAvailable({ hasher.update(UnsafeRawBufferPointer($0)) }) == nil
    {
      Array(values).withUnsafeBytes(hasher.update)
    }
    self = hasher.finish()
  }

  /// The hash of a file, which is read a piece at a time.
  ///
  /// - Throws: `FileError.missing` or `.io`.
  public init(contentsOf url: URL) throws(FileError) {
    let file = try InputFile(url)
    self = try file.hash(of: 0..<file.size)
  }

  fileprivate init(digest: [UInt8]) {
    let digits = Array("0123456789abcdef")
    hex = String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}

extension InputFile {
  /// The hash of a range, which is read a piece at a time.
  ///
  /// - Throws: as `read(into:at:)`.
  func hash(of range: Range<Int>) throws(FileError) -> ContentHash {
    let hasher = ContentHasher()
    let piece = 1 << 20
    for offset in stride(from: range.lowerBound, to: range.upperBound, by: piece) {
      let bytes = try bytes(at: offset, count: min(piece, range.upperBound - offset))
      bytes.withUnsafeBytes(hasher.update)
    }
    return hasher.finish()
  }
}

/// SHA-256 over content that comes in pieces.
public final class ContentHasher {
  private let context: OpaquePointer

  public init() {
    // libcrypto gives no context only when memory is exhausted, and always has SHA-256.
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      preconditionFailure("libcrypto has no SHA-256")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  public func update(_ bytes: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  /// The hash of all that was given; the hasher is not used after it.
  public func finish() -> ContentHash {
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &digest, nil)
    return ContentHash(digest: digest)
  }
}
