public import Foundation

/// An array of numbers in C order, as NumPy's `.npy` files hold it.
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
  /// - Throws: `FileError.missing`, `.io`, or `.malformed` where it is no `.npy` file, is cut off, is
  ///   in Fortran order, or holds another type than the four of `Values`.
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
    let values: Values
    switch header.type {
    case "<f4": values = .float32(try header.numbers(Float.self, in: bytes, path: path))
    case "<f8": values = .float64(try header.numbers(Double.self, in: bytes, path: path))
    case "<i4": values = .int32(try header.numbers(Int32.self, in: bytes, path: path))
    case "<i8": values = .int64(try header.numbers(Int64.self, in: bytes, path: path))
    default:
      throw .malformed(
        path: path,
        what: "the type '\(header.type)' is not one of <f4, <f8, <i4, <i8; convert with astype")
    }
    self.init(values, shape: header.shape)
  }
}
