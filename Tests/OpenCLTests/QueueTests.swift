import OpenCL
import Testing

@Suite struct QueueTests {
  private let queue: Queue
  private let doubling = KernelSource(
    file: "kernels/double.cl",
    text: """
      __kernel void twice(__global float *x) { x[get_global_id(0)] *= FACTOR; }
      """)

  init() throws { queue = try Queue(try Device.choose()) }

  @Test func valuesComeBackAsTheyWere() throws {
    let values = (0..<1000).map { Float($0) * 0.5 }
    let buffer = try queue.makeBuffer(values)
    #expect(try queue.read(buffer, count: 1000) == values)
    let pending: PendingRead<Float> = try queue.startReading(buffer, count: 3)
    #expect(try pending.wait() == [0, 0.5, 1])
  }

  /// More than may be on its way at once, each written over what was read from before.
  @Test func whatIsWrittenIsWhatItWasThen() throws {
    let count = 1 << 19
    var values = [Float](repeating: 0, count: count)
    let program = try queue.programs.program([doubling], options: "-DFACTOR=2.0f")
    var buffers: [Buffer] = []
    for step in 1...8 {
      values[count - 1] = Float(step)
      let buffer = try queue.makeBuffer(values)
      try queue.launch(try program.kernel("twice"), global: [count], [.buffer(buffer)])
      buffers.append(buffer)
    }
    for (step, buffer) in zip(1..., buffers) {
      let read: [Float] = try queue.read(buffer, count: count)
      #expect(read.last == Float(2 * step))
    }
  }

  @Test func aProgramIsSpecialisedByItsOptions() throws {
    let buffer = try queue.makeBuffer([Float](repeating: 1, count: 8))
    for factor in ["2.0f", "3.0f"] {
      let program = try queue.programs.program([doubling], options: "-DFACTOR=\(factor)")
      try queue.launch(try program.kernel("twice"), global: [8], [.buffer(buffer)])
    }
    #expect(try queue.read(buffer, count: 8) == [Float](repeating: 6, count: 8))
  }

  @Test func aBuildFailureNamesFileAndLine() throws {
    let broken = KernelSource(file: "kernels/broken.cl", text: "__kernel void f() {\n  oops;\n}")
    let error = #expect(throws: OpenCLError.self) {
      try queue.programs.program([broken], options: "")
    }
    #expect(
      error?.description.contains("kernels/broken.cl:2") == true, "\(error?.description ?? "")")
  }

  @Test func anUnknownDeviceNamesThoseThereAre() throws {
    let error = #expect(throws: OpenCLError.self) { try Device.choose("no such device") }
    #expect(error?.description.contains(queue.device.name) == true)
  }
}
