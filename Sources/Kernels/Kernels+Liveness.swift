import OpenCL

extension Kernels {
  /// Whether the device still works for this queue: a trivial kernel on a small buffer gives what it
  /// should. After `OpenCLError.gaveUp`, and once what filled the memory is released, it tells a full
  /// memory (it does) from a kernel that faulted (it does not: such a queue does nothing any more).
  public func stillWork() -> Bool {
    do throws(OpenCLError) {
      let numbers = try queue.makeBuffer([1, 2, 3] as [Float])
      let doubled = try floats(3)
      try scale(numbers, by: 2, into: doubled, count: 3)
      return try queue.read(doubled, count: 3) == [2, 4, 6] as [Float]
    } catch {
      return false
    }
  }
}
