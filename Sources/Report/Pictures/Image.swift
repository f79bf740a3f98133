import CPNG
public import Files
public import Foundation

/// A picture of coloured points, the uppermost row first.
public struct Image: Sendable, Equatable {
  public let width: Int
  public let height: Int
  /// Red, green and blue of each point, row by row.
  public private(set) var bytes: [UInt8]

  /// A picture of one colour and at least one point.
  public init(width: Int, height: Int, color: ColorMap.Color = (0, 0, 0)) {
    precondition(width > 0 && height > 0, "an image has at least one point")
    self.width = width
    self.height = height
    bytes = (0..<width * height).flatMap { _ in [color.red, color.green, color.blue] }
  }

  /// The colour of a point.
  public subscript(x: Int, y: Int) -> ColorMap.Color {
    get {
      let first = 3 * (y * width + x)
      return (bytes[first], bytes[first + 1], bytes[first + 2])
    }
    set {
      let first = 3 * (y * width + x)
      (bytes[first], bytes[first + 1], bytes[first + 2]) = newValue
    }
  }

  /// Writes a PNG file, whole or not at all.
  ///
  /// - Throws: `FileError.cannotCreate` where the picture is beyond what PNG holds or the place cannot
  ///   be written to, `.diskFull` or `.io`.
  public func write(to url: URL) throws(FileError) {
    try AtomicFile.write(try png(for: url.path), to: url)
  }

  /// The bytes of a PNG file.
  ///
  /// - Parameter path: what the error names.
  /// - Throws: `FileError.cannotCreate` where the picture is beyond what PNG holds.
  public func png(for path: String = "a picture") throws(FileError) -> Data {
    var control = png_image()
    control.version = png_uint_32(PNG_IMAGE_VERSION)
    control.width = png_uint_32(clamping: width)
    control.height = png_uint_32(clamping: height)
    control.format = png_uint_32(PNG_FORMAT_FLAG_COLOR)
    defer { png_image_free(&control) }

    // The largest a PNG of this size can be.
    var size = png_alloc_size_t(bytes.count + bytes.count / 8 + height + 4096)
    var file = Data(count: Int(size))
    let isWritten = file.withUnsafeMutableBytes { buffer in
      png_image_write_to_memory(&control, buffer.baseAddress, &size, 0, bytes, 0, nil) != 0
    }
    guard isWritten else {
      let reason = withUnsafeBytes(of: control.message) { message in
        String(decoding: message.prefix { $0 != 0 }, as: UTF8.self)
      }
      throw .cannotCreate(path: path, why: "libpng says: \(reason)")
    }
    return file.prefix(Int(size))
  }
}
