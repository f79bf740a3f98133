import Testing

@testable import OpenCL

@Suite struct DeviceContextTests {
  private let device: Device
  private let adding = KernelSource(
    file: "kernels/add.cl",
    text: "__kernel void add(__global float *x, const float y) { x[get_global_id(0)] += y; }")

  init() throws { device = try Device.choose() }

  @Test func whatOneQueueHasCompiledAnotherLoads() throws {
    let queues = [try Queue(device), try Queue(device)]
    let programs = try queues.map { try $0.programs.program([adding], options: "-DTWICE") }
    #expect(programs[0].handle == programs[1].handle)
    let other = try queues[1].programs.program([adding], options: "")
    #expect(programs[0].handle != other.handle)
  }

  @Test func aProgramOutlivesTheQueueThatCompiledIt() throws {
    let second = try Queue(device)
    do {
      let first = try Queue(device)
      _ = try first.programs.program([adding], options: "").kernel("add")
    }
    let values = try second.makeBuffer([1, 2] as [Float])
    let kernel = try second.programs.program([adding], options: "").kernel("add")
    try second.launch(kernel, global: [2], [.buffer(values), .float(1)])
    #expect(try second.read(values, count: 2) == [2, 3] as [Float])
  }

  /// Arguments are a kernel's own, and each queue has its own kernels.
  @Test func queuesAtOnceKeepTheirArguments() async throws {
    try await withThrowingTaskGroup { group in
      for addend in 1...4 {
        group.addTask { [device, adding] in
          let queue = try Queue(device)
          let program = try queue.programs.program([adding], options: "")
          let values = try queue.makeBuffer([Float](repeating: 0, count: 64))
          for _ in 0..<50 {
            try queue.launch(
              try program.kernel("add"), global: [64], [.buffer(values), .float(Float(addend))])
          }
          let sums: [Float] = try queue.read(values, count: 64)
          return sums.allSatisfy { $0 == Float(50 * addend) }
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
  }
}
