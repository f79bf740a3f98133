/// A kernel's argument as the driver is given it, with whatever stands for memory.
enum RawArgument<Memory> {
  case memory(Memory)
  /// The bytes of a number or a structure.
  case value([UInt8])
  /// Bytes of local memory.
  case local(Int)

  func map<Other>(_ transform: (Memory) -> Other) -> RawArgument<Other> {
    switch self {
    case .memory(let memory): .memory(transform(memory))
    case .value(let bytes): .value(bytes)
    case .local(let bytes): .local(bytes)
    }
  }
}

extension RawArgument: Codable where Memory: Codable {}
extension RawArgument: Sendable where Memory: Sendable {}

extension KernelArgument {
  /// - Parameter memory: what stands for a buffer, or for none.
  func raw<Memory>(_ memory: (Buffer?) -> Memory) -> RawArgument<Memory> {
    switch self {
    case .buffer(let buffer): .memory(memory(buffer))
    case .optional(let buffer): .memory(memory(buffer))
    case .int(let value): .value(bytes(of: Int32(truncatingIfNeeded: value)))
    case .bits(let value): .value(bytes(of: value))
    case .float(let value): .value(bytes(of: value))
    case .ints(let values):
      .value(values.flatMap { bytes(of: Int32(truncatingIfNeeded: $0)) })
    case .local(let bytes): .local(bytes)
    }
  }
}

private func bytes(of value: some BitwiseCopyable) -> [UInt8] {
  withUnsafeBytes(of: value) { Array($0) }
}
