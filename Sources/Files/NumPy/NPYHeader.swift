import Foundation

/// The head of a `.npy` file: the type and number of the values that follow it.
struct NPYHeader {
  /// NumPy's name of the type.
  let type: String
  /// The length of each axis, the slowest first; empty for a scalar.
  let shape: [Int]
  /// The number of values.
  let count: Int
  /// Where the values begin.
  let end: Int

  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// The head of a version 1 file, padded so that the values begin at a multiple of 64 bytes.
  static func data(type: String, shape: [Int]) -> Data {
    let axes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var text = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(axes)), }"
    let prefix = Self.magic.count + 4
    let total = (prefix + text.utf8.count + 1 + 63) / 64 * 64
    text += String(repeating: " ", count: total - prefix - text.utf8.count - 1) + "\n"
    let length = UInt16(text.utf8.count)
    return Data(Self.magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + text.utf8)
  }

  /// Reads the head of a file of version 1, 2 or 3.
  ///
  /// - Throws: `FileError.malformed` where it is no such head, or the array is in Fortran order.
  init(of bytes: [UInt8], path: String) throws(FileError) {
    func malformed(_ what: String) -> FileError { .malformed(path: path, what: what) }
    guard bytes.count >= 10, bytes.starts(with: Self.magic) else {
      throw malformed("this is not a .npy file: it does not begin with \\x93NUMPY")
    }
    guard 1...3 ~= bytes[6] else {
      throw malformed("version \(bytes[6]) of .npy is not known; save it with numpy.save")
    }
    let prefix = bytes[6] == 1 ? 10 : 12
    guard bytes.count >= prefix else { throw malformed("the .npy header is cut off") }
    let length = bytes[8..<prefix].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard bytes.count >= prefix + length,
      let header = String(validating: bytes[prefix..<(prefix + length)], as: UTF8.self)
    else { throw malformed("the .npy header is cut off or not text") }

    guard let type = header.firstMatch(of: /'descr'\s*:\s*'([^']*)'/)?.1,
      let order = header.firstMatch(of: /'fortran_order'\s*:\s*(True|False)/)?.1,
      let axes = header.firstMatch(of: /'shape'\s*:\s*\(([0-9, ]*)\)/)?.1
    else { throw malformed("the .npy header lacks descr, fortran_order or shape") }
    guard order == "False" else {
      throw malformed("the array is in Fortran order; save numpy.ascontiguousarray of it")
    }
    var shape: [Int] = []
    var count = 1
    for axis in axes.split(separator: ",") {
      let text = axis.trimmingCharacters(in: .whitespaces)
      if text.isEmpty { continue }
      let product = count.multipliedReportingOverflow(by: Int(text) ?? -1)
      guard let length = Int(text), !product.overflow else {
        throw malformed("the shape (\(axes)) is not one of a .npy file")
      }
      shape.append(length)
      count = product.partialValue
    }
    self.type = String(type)
    self.shape = shape
    self.count = count
    end = prefix + length
  }

  /// The values that follow the head in `bytes`, each a run of so many numbers.
  ///
  /// - Throws: `FileError.malformed` where more or fewer bytes follow.
  func numbers<Number: BitwiseCopyable>(
    _ type: Number.Type, each width: Int = 1, in bytes: [UInt8], path: String
  ) throws(FileError) -> [Number] {
    let content = bytes[end...]
    let size = MemoryLayout<Number>.size * width
    let needed = count.multipliedReportingOverflow(by: size)
    guard !needed.overflow, needed.partialValue == content.count else {
      throw .malformed(
        path: path,
        what: "the shape (\(shape.map(String.init).joined(separator: ", "))) needs \(count) values "
          + "of \(size) bytes where \(content.count) bytes follow the header")
    }
    return [Number](unsafeUninitializedCapacity: count * width) { buffer, filled in
      _ = content.withUnsafeBytes {
        $0.copyBytes(to: UnsafeMutableRawBufferPointer(buffer))
      }
      filled = count * width
    }
  }
}
