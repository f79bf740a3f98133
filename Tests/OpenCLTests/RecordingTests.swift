import Files
import TestSupport
import Testing

@testable import OpenCL

/// A queue that computes nothing notes what it is told.
@Suite struct RecordingTests {
  private let recording = Recording()
  private let queue: Queue
  private let filling = KernelSource(
    file: "kernels/filling.cl",
    text: "__kernel void filling(__global float *x) { x[get_global_id(0)] = FACTOR; }")

  init() throws {
    let device = try #require(KnownDevice.named("Iris Xe"))
    queue = Queue(noting: recording, for: device.facts)
  }

  @Test func launchesStandInTheirOrder() throws {
    let buffer = try queue.makeBuffer([1, 2, 3] as [Float])
    for (factor, count) in [("1", 512), ("2", 64), ("1", 0)] {
      let program = try queue.programs.program([filling], options: "-DFACTOR=\(factor)")
      let kernel = try program.kernel("filling", localMemory: 128)
      try queue.launch(kernel, global: [count], local: [64], [.buffer(buffer)])
    }
    let launches = recording.take().launches
    #expect(launches.map(\.global) == [[512], [64]])
    #expect(launches.map(\.kernel.program.options) == ["-DFACTOR=1", "-DFACTOR=2"])
    #expect(launches.allSatisfy { $0.kernel.name == "filling" && $0.local == [64] })
    #expect(launches.allSatisfy { $0.kernel.localMemory == 128 })
    #expect(launches[0].kernel.program.text.contains("#line 1 \"kernels/filling.cl\"\n__kernel"))
    #expect(recording.take().launches.isEmpty)
  }

  /// All of its buffers, each once, if the launcher says no better.
  @Test func launchesHaveWork() throws {
    let (small, large) = (try queue.allocate(bytes: 100), try queue.allocate(bytes: 4000))
    let kernel = try queue.programs.program([filling], options: "").kernel("filling")
    let arguments: [KernelArgument] = [.buffer(small), .int(7), .optional(large), .optional(nil)]
    try queue.launch(kernel, global: [1], arguments + [.buffer(small)])
    let sums = MultiplyAdds(flops: 12, rate: 0.5)
    try queue.launch(kernel, global: [1], arguments, multiplyAdds: sums, bytes: 8)
    let work = recording.take().launches.map(\.work)
    #expect(work.map(\.bytes) == [4100, 8])
    #expect(work.map(\.multiplyAdds) == [.none, sums])
  }

  @Test func whatIsReadIsZeros() throws {
    let buffer = try queue.makeBuffer([1, 2, 3] as [Float])
    try queue.copy(buffer, to: try queue.allocate(bytes: 12), bytes: 12)
    try queue.fill(buffer, with: Float(1), count: 3)
    try queue.finish()
    #expect(try queue.read(buffer, count: 3) == [0, 0, 0] as [Float])
    #expect(recording.take().transfers == [.write: 1, .copy: 1, .fill: 1, .read: 1])
  }

  /// No memory is behind them, but as much is counted as a device would have to give.
  @Test func memoryIsCounted() throws {
    let facts = queue.device.facts
    let large = try queue.allocate(bytes: facts.globalMemory)
    #expect(queue.pool.held >= facts.globalMemory && large.size == facts.globalMemory)
    #expect(queue.pool.largest >= facts.globalMemory)
  }

  @Test func sizesOverALimitAreListed() throws {
    func excesses(_ global: [Int], _ local: [Int], localMemory: Int = 0) throws
      -> [Recording.Excess: Int]
    {
      let kernel = try queue.programs.program([filling], options: "-DX=\(localMemory)")
        .kernel("filling", localMemory: localMemory)
      try queue.launch(kernel, global: global, local: local, [])
      try queue.launch(kernel, global: global, local: local, [])
      return recording.take().excesses
    }
    func twice(_ quantity: LaunchExcess.Quantity, _ size: Int, limit: Int)
      -> [Recording.Excess: Int]
    {
      [.init(kernel: "filling", excess: LaunchExcess(quantity, size, limit: limit)): 2]
    }
    #expect(try excesses([512, 65_535], [512, 1]) == [:])
    #expect(try excesses([1024, 1], [32, 32]) == twice(.workGroup, 1024, limit: 512))
    #expect(try excesses([1024], [1024]) == twice(.workItems(axis: 0), 1024, limit: 512))
    #expect(
      try excesses([64, 131_072], [64, 2]) == twice(.groups(axis: 1), 65_536, limit: 65_535))
    #expect(
      try excesses([1, 1, 70_000], [1, 1, 1]) == twice(.groups(axis: 2), 70_000, limit: 65_535))
    #expect(
      try excesses([64], [64], localMemory: 65_537)
        == twice(.localMemory, 65_537, limit: 65_536))
  }

  @Test func aRealDeviceRefusesThemByName() throws {
    let queue = try Queue(try Device.choose())
    let kernel = try queue.programs.program([filling], options: "-DFACTOR=1").kernel("filling")
    let buffer = try queue.allocate(bytes: 4)
    let (most, limits) = (queue.device.facts.maxWorkGroup, queue.device.facts.maxWorkItemSizes)
    for (local, limit) in [([limits[0] + 1], limits[0]), ([most / 2, 3], most)] {
      let error = try #require(throws: OpenCLError.self) {
        try queue.launch(kernel, global: local, local: local, [.buffer(buffer)])
      }
      guard case .tooLargeGroup("filling", queue.device.name, let excess) = error else {
        throw error
      }
      #expect(excess.limit == limit && excess.size == local.reduce(1, *))
      for words in ["filling", queue.device.name, "\(excess.size)", "\(limit)", "--device"] {
        #expect(error.description.contains(words), "\(error)")
      }
    }
  }

  /// What the compiler says of the kernel counts where it is less than the device allows.
  @Test func aKernelMayAllowLessThanItsDevice() throws {
    let program = try queue.programs.program([filling], options: "")
    let kernel = Kernel(
      handle: nil, name: "wide", program: program.source, maxWorkGroup: 64, localMemory: 0)
    #expect(kernel.excess(of: [64], on: queue.device.facts) == nil)
    #expect(
      kernel.excess(of: [16, 8], on: queue.device.facts)
        == LaunchExcess(.workGroup, 128, limit: 64))
  }
}
