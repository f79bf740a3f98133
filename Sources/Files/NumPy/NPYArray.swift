public import Foundation

/// An array of numbers in C order, as NumPy's `.npy` files hold it; other types of numbers, Fortran order and
/// the other order of bytes are read into it.
public struct NPYArray: Sendable, Equatable {
  public enum Values: Sendable, Equatable {
    case float32([Float])
    case float64([Double])
    case int32([Int32])
    case int64([Int64])
  }

  /// The length of each axis, the slowest first; empty for a scalar.
  public let shape: [Int]
  public let values: Values

  /// An array whose shape has as many places as there are values.
  public init(_ values: Values, shape: [Int]) {
    precondition(shape.reduce(1, *) == values.count, "the shape has a place for every value")
    self.values = values
    self.shape = shape
  }

  public init(_ values: [Float], shape: [Int]) { self.init(.float32(values), shape: shape) }

  /// The values as `Float`, whatever their type.
  public var floats: [Float] {
    switch values {
    case .float32(let values): values
    case .float64(let values): values.map(Float.init)
    case .int32(let values): values.map(Float.init)
    case .int64(let values): values.map(Float.init)
    }
  }
}

extension NPYArray.Values {
  public var count: Int {
    switch self {
    case .float32(let values): values.count
    case .float64(let values): values.count
    case .int32(let values): values.count
    case .int64(let values): values.count
    }
  }

  /// NumPy's name of the type.
  var type: String {
    switch self {
    case .float32: "<f4"
    case .float64: "<f8"
    case .int32: "<i4"
    case .int64: "<i8"
    }
  }

  var data: Data {
    switch self {
    case .float32(let values): values.withUnsafeBytes { Data($0) }
    case .float64(let values): values.withUnsafeBytes { Data($0) }
    case .int32(let values): values.withUnsafeBytes { Data($0) }
    case .int64(let values): values.withUnsafeBytes { Data($0) }
    }
  }
}

extension NPYArray {
  /// Reads a `.npy` file.
  ///
  /// Numbers of fewer bits than those of `Values` become the least of these that holds them all.
  ///
  /// - Throws: `FileError.missing`, `.io`, or `.malformed` where it is no `.npy` file, is cut off, or holds
  ///   anything but whole numbers of up to 64 bits, or 32 without a sign, and floating-point numbers.
  public init(contentsOf url: URL) throws(FileError) {
    try self.init(npy: InputFile.contents(of: url), path: url.path)
  }

  /// Writes a `.npy` file, whole or not at all.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public func write(to url: URL) throws(FileError) {
    try AtomicFile.write(to: url) { file throws(FileError) in
      try file.write(npy)
    }
  }

  /// The bytes of a `.npy` file.
  var npy: Data { NPYHeader.data(type: values.type, shape: shape) + values.data }

  /// Reads the bytes of a `.npy` file.
  ///
  /// - Throws: `FileError.malformed`, as `init(contentsOf:)`.
  init(npy bytes: [UInt8], path: String) throws(FileError) {
    let header = try NPYHeader(of: bytes, path: path)
    func numbers<Number: BitwiseCopyable>(_ type: Number.Type) throws(FileError) -> [Number] {
      try header.numbers(type, in: bytes, path: path)
    }
    let values: Values
    switch header.kind {
    case "f4": values = .float32(try numbers(Float.self))
    case "f8": values = .float64(try numbers(Double.self))
    case "i4": values = .int32(try numbers(Int32.self))
    case "i8": values = .int64(try numbers(Int64.self))
    case "f2": values = .float32(try numbers(UInt16.self).map { Float(Float16(bitPattern: $0)) })
    case "i1": values = .int32(try numbers(Int8.self).map(Int32.init))
    case "i2": values = .int32(try numbers(Int16.self).map(Int32.init))
    case "u1": values = .int32(try numbers(UInt8.self).map(Int32.init))
    case "u2": values = .int32(try numbers(UInt16.self).map(Int32.init))
    case "u4": values = .int64(try numbers(UInt32.self).map(Int64.init))
    case "O":
      throw .malformed(
        path: path,
        what:
          "the array holds Python objects, as of vectors of several lengths, and not numbers; save "
          + "numpy.array(x, dtype=\"float32\")")
    default:
      throw .malformed(
        path: path,
        what:
          "the type '\(header.type)' is not one of f2, f4, f8, i1, i2, i4, i8, u1, u2, u4; convert "
          + "with astype(\"float32\")")
    }
    self.init(values, shape: header.shape)
  }
}
