/// Multiplications and additions of a launch, as its launcher says them.
public struct MultiplyAdds: Equatable, Sendable {
  /// Those that the operation needs.
  public let flops: Double
  /// The share of the device's multiply-adds, at its most, that the kernel should reach where there is enough
  /// for every unit to do, and memory does not wait.
  public let rate: Double
  /// Rows, columns and depth of the sums, and how many such there are beside each other; empty where it is no
  /// product.
  public let shape: [Int]

  public init(flops: Double, rate: Double, shape: [Int] = []) {
    (self.flops, self.rate, self.shape) = (flops, rate, shape)
  }

  /// Too little to count beside memory.
  public static let none = MultiplyAdds(flops: 0, rate: 1)
}

/// What a launch has to do at least.
public struct LaunchWork: Equatable, Sendable {
  public let multiplyAdds: MultiplyAdds
  /// Bytes read and written, each once.
  public let bytes: Int

  init(_ multiplyAdds: MultiplyAdds, bytes: Int) {
    (self.multiplyAdds, self.bytes) = (multiplyAdds, bytes)
  }

  /// Where each buffer is read or written as a whole.
  init(_ multiplyAdds: MultiplyAdds, over arguments: [KernelArgument]) {
    var sizes: [ObjectIdentifier: Int] = [:]
    for case .some(let buffer) in arguments.map(\.buffer) {
      sizes[ObjectIdentifier(buffer)] = buffer.size
    }
    self.init(multiplyAdds, bytes: sizes.values.reduce(0, +))
  }
}

extension KernelArgument {
  fileprivate var buffer: Buffer? {
    switch self {
    case .buffer(let buffer): buffer
    case .optional(let buffer): buffer
    case .int, .bits, .float, .ints, .local: nil
    }
  }
}
