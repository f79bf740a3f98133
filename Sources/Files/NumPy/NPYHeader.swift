import Foundation

extension NPYArray {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// The head of a version 1 file, padded so that the values begin at a multiple of 64 bytes.
  var npyHeader: Data {
    let axes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var text = "{'descr': '\(values.type)', 'fortran_order': False, 'shape': (\(axes)), }"
    let prefix = Self.magic.count + 4
    let total = (prefix + text.utf8.count + 1 + 63) / 64 * 64
    text += String(repeating: " ", count: total - prefix - text.utf8.count - 1) + "\n"
    let length = UInt16(text.utf8.count)
    return Data(Self.magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + text.utf8)
  }

  /// Reads the bytes of a `.npy` file of version 1, 2 or 3.
  init(npy bytes: [UInt8], path: String) throws(FileError) {
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

    let content = bytes[(prefix + length)...]
    func numbers<Number: BitwiseCopyable>(_ type: Number.Type) throws(FileError) -> [Number] {
      let needed = count.multipliedReportingOverflow(by: MemoryLayout<Number>.size)
      guard !needed.overflow, needed.partialValue == content.count else {
        throw malformed(
          "the shape (\(axes)) needs \(count) values of \(MemoryLayout<Number>.size) bytes where "
            + "\(content.count) bytes follow the header")
      }
      return [Number](unsafeUninitializedCapacity: count) { buffer, filled in
        _ = content.withUnsafeBytes {
          $0.copyBytes(to: UnsafeMutableRawBufferPointer(buffer))
        }
        filled = count
      }
    }
    let values: Values
    switch type {
    case "<f4": values = .float32(try numbers(Float.self))
    case "<f8": values = .float64(try numbers(Double.self))
    case "<i4": values = .int32(try numbers(Int32.self))
    case "<i8": values = .int64(try numbers(Int64.self))
    default:
      throw malformed("the type '\(type)' is not one of <f4, <f8, <i4, <i8; convert with astype")
    }
    self.init(values, shape: shape)
  }
}
