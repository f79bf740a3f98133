import Foundation

/// The head of a `.npy` file: the type, number and order of the values that follow it.
struct NPYHeader {
  /// NumPy's name of the type, such as `<f4`.
  let type: String
  /// Whether the first axis is the fastest.
  let isFortran: Bool
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

  /// The same without the order of the bytes, such as `f4`.
  var kind: Substring { type.drop { "<>|=".contains($0) } }

  /// Whether the first byte of a value is the highest.
  private var isBigEndian: Bool { type.hasPrefix(">") }

  /// Reads the head of a file of version 1, 2 or 3.
  ///
  /// - Throws: `FileError.malformed` where it is no such head, or the values are records of several fields.
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

    if header.contains(/'descr'\s*:\s*\[/) {
      throw malformed(
        "the array holds records of several fields, not numbers; save a plain array of them, of "
          + "dtype float32")
    }
    guard let type = header.firstMatch(of: /'descr'\s*:\s*'([^']*)'/)?.1,
      let order = header.firstMatch(of: /'fortran_order'\s*:\s*(True|False)/)?.1,
      let axes = header.firstMatch(of: /'shape'\s*:\s*\(([0-9, ]*)\)/)?.1
    else { throw malformed("the .npy header lacks descr, fortran_order or shape") }
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
    isFortran = order == "True"
    self.shape = shape
    self.count = count
    end = prefix + length
  }

  /// The values that follow the head in `bytes`, in C order, each a run of so many numbers in this machine's
  /// order of bytes.
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
    let numbers = [Number](unsafeUninitializedCapacity: count * width) { buffer, filled in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      _ = content.withUnsafeBytes { $0.copyBytes(to: raw) }
      if isBigEndian {
        let size = MemoryLayout<Number>.size
        for start in stride(from: 0, to: content.count, by: size) {
          for byte in 0..<size / 2 { raw.swapAt(start + byte, start + size - 1 - byte) }
        }
      }
      filled = count * width
    }
    return isFortran && width == 1 ? inCOrder(numbers) : numbers
  }

  /// Values of which the first axis is the fastest, with the last as the fastest.
  private func inCOrder<Number>(_ values: [Number]) -> [Number] {
    guard shape.count(where: { $0 > 1 }) > 1, !values.isEmpty else { return values }
    let strides = shape.indices.map { shape[..<$0].reduce(1, *) }
    var place = [Int](repeating: 0, count: shape.count)
    var offset = 0
    return values.indices.map { _ in
      defer {
        for axis in shape.indices.reversed() {
          place[axis] += 1
          offset += strides[axis]
          if place[axis] < shape[axis] { break }
          offset -= place[axis] * strides[axis]
          place[axis] = 0
        }
      }
      return values[offset]
    }
  }
}
