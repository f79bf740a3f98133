/// What a launch may not exceed. Kernels count in 32 bits: a larger size would be cut to another one
/// without a word.
extension Queue {
  /// The most elements that a buffer may have and a kernel may be told of, and the most work-items
  /// along an axis. What is left to the largest 32-bit integer is for kernels to round up to whole
  /// vectors, tiles, blocks and groups.
  public static let mostElements = Int(Int32.max) - 0xFFFF

  /// - Throws: `OpenCLError.tooLarge`.
  func checkSizes(of kernel: Kernel, global: [Int], _ arguments: [KernelArgument])
    throws(OpenCLError)
  {
    guard global.allSatisfy(isCountable), arguments.allSatisfy(\.isCountable) else {
      let sizes = arguments.flatMap(\.sizes).map(String.init).joined(separator: ", ")
      throw tooLarge("launching \(kernel.name)", "the sizes \(sizes) over \(global) work-items")
    }
  }

  /// The error of an operation whose sizes kernels cannot count.
  public func tooLarge(_ operation: String, _ sizes: String) -> OpenCLError {
    .tooLarge(
      operation: operation, device: device.name, sizes: sizes,
      limit: "kernels count to \(Self.mostElements)")
  }
}

extension KernelArgument {
  fileprivate var isCountable: Bool {
    switch self {
    case .buffer(let buffer): buffer.elements <= Queue.mostElements
    case .optional(let buffer): buffer?.elements ?? 0 <= Queue.mostElements
    case .int(let size): OpenCL.isCountable(size)
    case .ints(let sizes): sizes.allSatisfy(OpenCL.isCountable)
    case .bits, .float, .local: true
    }
  }

  /// All in it that a kernel counts with; of a buffer its 32-bit elements.
  fileprivate var sizes: [Int] {
    switch self {
    case .buffer(let buffer): [buffer.elements]
    case .optional(let buffer): buffer.map { [$0.elements] } ?? []
    case .int(let size): [size]
    case .ints(let sizes): sizes
    case .bits, .float, .local: []
    }
  }
}

extension Buffer {
  fileprivate var elements: Int { size / MemoryLayout<Int32>.size }
}

/// Distances may be negative.
private func isCountable(_ size: Int) -> Bool {
  (-Queue.mostElements...Queue.mostElements).contains(size)
}
