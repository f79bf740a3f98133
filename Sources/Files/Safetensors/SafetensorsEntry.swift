/// One tensor of a safetensors file: all but its values.
public struct SafetensorsEntry: Sendable, Equatable {
  public let name: String
  public let type: SafetensorsType
  /// The length of each axis, the slowest first; empty for a scalar.
  public let shape: [Int]

  /// An entry whose axes are zero or longer.
  public init(_ name: String, _ type: SafetensorsType = .float32, shape: [Int]) {
    precondition(shape.allSatisfy { $0 >= 0 }, "an axis is zero or longer")
    self.name = name
    self.type = type
    self.shape = shape
  }

  /// The number of values.
  public var count: Int { shape.reduce(1, *) }

  /// The bytes that the values take.
  public var byteCount: Int { count * type.size }

  /// The bytes that it takes in a file, amply: its values, and its words in the header.
  public var room: Int { byteCount + 6 * name.utf8.count + 30 * shape.count + 128 }
}
