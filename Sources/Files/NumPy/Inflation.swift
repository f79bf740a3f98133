import CZlib

/// The way back from deflated bytes (RFC 1951), by zlib.
enum Inflation {
  /// More than a byte cannot become: a block of 258 equal bytes takes two bits.
  private static let most = 1032

  /// The bytes that some became when they were deflated, without zlib's own head.
  ///
  /// - Parameter size: how many these are.
  /// - Returns: nil where they are damaged, or are fewer or more.
  static func inflated(_ bytes: [UInt8], to size: Int) -> [UInt8]? {
    // A size that is a lie takes no memory.
    guard size <= Self.most * bytes.count, size <= UInt32.max, bytes.count <= UInt32.max else {
      return nil
    }
    var stream = z_stream()
    // Negative: there is no head.
    let opened = inflateInit2_(
      &stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard opened == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var bytes = bytes
    var isWhole = false
    let inflated = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      bytes.withUnsafeMutableBufferPointer { input in
        (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(input.count))
        (stream.next_out, stream.avail_out) = (buffer.baseAddress, UInt32(size))
        isWhole = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_out == 0
      }
      filled = size - Int(stream.avail_out)
    }
    return isWhole ? inflated : nil
  }
}
