import Files
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import OpenCL

/// A queue that has what it lacks compiled all at once.
@Suite struct CompilingDriverTests {
  /// Notes what is to be compiled, and leaves it to the device's driver.
  private final class Noting: KernelCompiler {
    let compiled: CompiledLaunches
    var tasks: [[CompilationTask]] = []

    init(_ notes: URL) { compiled = CompiledLaunches(notes) }

    func compile(_ tasks: [CompilationTask], for device: Device) { self.tasks.append(tasks) }
  }

  private let folder: TemporaryFolder
  private let compiler: Noting
  private let queue: Queue
  private let source = KernelSource(
    file: "kernels/steps.cl",
    text: """
      __kernel void scale(__global float *x, float by) { x[get_global_id(0)] *= by; }
      __kernel void add(__global float *x, __global const float *y) {
        x[get_global_id(0)] += y ? y[get_global_id(0)] : DEFAULT;
      }
      """)

  init() throws {
    folder = try TemporaryFolder()
    compiler = Noting(folder("notes"))
    queue = try Queue(try Device.choose(), compiler: compiler)
  }

  private func kernel(_ name: String, _ fallback: String = "1", on queue: Queue? = nil) throws
    -> Kernel
  {
    try (queue ?? self.queue).programs.program([source], options: "-DDEFAULT=\(fallback)")
      .kernel(name)
  }

  /// The kernels of each task, of each time that something was missing.
  private var missing: [[[String]]] { compiler.tasks.map { $0.map { $0.launches.map(\.kernel) } } }

  @Test func whatIsMissingIsCompiledAtTheFirstReadAndOnce() throws {
    for _ in 0..<2 {
      let values = try queue.makeBuffer([1, 2, 3, 4] as [Float])
      try queue.launch(
        try kernel("scale"), global: [4], local: [2], [.buffer(values), .float(3)])
      try queue.launch(
        try kernel("add", "2"), global: [4], local: [4], [.buffer(values), .optional(nil)])
      try queue.launch(
        try kernel("scale"), global: [4], local: [4], [.buffer(values), .float(2)])
      try queue.launch(
        try kernel("scale"), global: [2], local: [2], [.buffer(values), .float(0.5)])
      #expect(try queue.read(values, count: 4) == [5, 8, 22, 28] as [Float])
    }
    #expect(missing == [[["scale", "scale"], ["add"]]])
    let launch = try #require(compiler.tasks.first?.first?.launches.first)
    #expect(launch.range == [2] && launch.local == [2])
  }

  /// Another process, as it were.
  @Test func whatWasCompiledBeforeIsNotMissing() throws {
    for hadIt in [false, true] {
      let next = Noting(folder("notes"))
      let queue = try Queue(try Device.choose(), compiler: next)
      let values = try queue.makeBuffer([1, 2] as [Float])
      for _ in 0..<2 {
        try queue.launch(
          try kernel("scale", on: queue), global: [2], local: [1], [.buffer(values), .float(3)])
      }
      #expect(try queue.read(values, count: 2) == [9, 18] as [Float])
      #expect(next.tasks.isEmpty == hadIt)
    }
  }

  @Test func notesThatCannotBeKeptOrReadCountAsNone() throws {
    _ = try folder.write([0xFF, 0xFE, 0x0A], to: "damaged")
    for notes in [folder("damaged"), URL(filePath: "/proc/none/notes")] {
      let compiler = Noting(notes)
      let queue = try Queue(try Device.choose(), compiler: compiler)
      let values = try queue.makeBuffer([1] as [Float])
      try queue.launch(
        try kernel("scale", on: queue), global: [1], [.buffer(values), .float(3)])
      #expect(try queue.read(values, count: 1) == [3] as [Float])
      #expect(compiler.tasks.count == 1)
    }
  }

  /// Memory goes back to the pool and out again while work that uses it is held back, and what is written,
  /// copied and filled meanwhile keeps its place among launches.
  @Test func heldWorkKeepsItsOrder() throws {
    let sum = try queue.makeBuffer([0, 0] as [Float])
    for step in 1...20 {
      let term = try queue.makeBuffer([Float(step), Float(10 * step)])
      if step == 7 { try queue.fill(term, with: Float(1000), count: 1) }
      if step == 9 { try queue.copy(sum, to: term, bytes: 8) }
      try queue.launch(try kernel("add"), global: [2], [.buffer(sum), .buffer(term)])
    }
    // 1 + … + 6 + 1000 + 8, doubled, + 10 + … + 20; and ten times as much without the thousand.
    #expect(try queue.read(sum, count: 2) == [2223, 2370] as [Float])
    #expect(missing == [[["add"]]] && queue.pool.held < 20 * 256)
  }

  @Test func longWorkIsNotHeldBackForEver() throws {
    let values = try queue.makeBuffer([0, 0] as [Float])
    for _ in 0..<2000 {
      try queue.launch(try kernel("add"), global: [2], [.buffer(values), .optional(nil)])
    }
    #expect(compiler.tasks.count == 1)
    #expect(try queue.read(values, count: 2) == [2000, 2000] as [Float])
  }

  @Test func whatDoesNotCompileIsSaidWhenItIsNeeded() throws {
    let values = try queue.makeBuffer([1] as [Float])
    let kernel = try kernel("add", "oops")
    try queue.launch(kernel, global: [1], [.buffer(values), .optional(nil)])
    for _ in 0..<2 {
      let error = try #require(throws: OpenCLError.self) {
        try queue.read(values, count: 1) as [Float]
      }
      guard case .build(_, ["kernels/steps.cl"], "-DDEFAULT=oops", let log) = error else {
        throw error
      }
      #expect(log.contains("oops"))
    }
  }

  @Test(arguments: [
    ([64], [64], [128], [64], true), ([64], [64], [64], [32], false),
    ([64], [64], [1 << 20], [64], false), ([1 << 17], [64], [1 << 20], [64], true),
    ([1 << 17, 4], [64, 1], [64, 8], [64, 1], false), ([64], [64], [64, 1], [64, 1], false),
  ])
  func launchesAreOfAKindByGroupsAndByLength(
    _ known: [Int], _ knownGroup: [Int], _ global: [Int], _ local: [Int], _ isSame: Bool
  ) {
    let kind = LaunchKind(global: known, local: knownGroup)
    #expect(kind.contains(global: global, local: local) == isSame)
    #expect((kind == LaunchKind(global: global, local: local)) == isSame)
  }

  @Test func theSmallestOfAKindIsLaunched() {
    #expect(LaunchKind(global: [640, 70_000], local: [64, 1]).range == [64, 65_536])
    #expect(LaunchKind(global: [65_535], local: [255]).range == [65_535])
    #expect(LaunchKind(global: [640], local: nil).range == [640])
  }

  /// As another process does it that has been sent the task.
  @Test func aTaskIsPerformedWithWhatItWasSent() throws {
    let values = try queue.makeBuffer([Float](repeating: 1, count: 70_000))
    try queue.launch(
      try kernel("add"), global: [70_000], local: [7], [.buffer(values), .optional(nil)])
    try queue.launch(try kernel("scale"), global: [4], local: [2], [.buffer(values), .float(2)])
    try queue.finish()
    let sent = try JSONEncoder().encode(try #require(compiler.tasks.first?.first))
    let task = try JSONDecoder().decode(CompilationTask.self, from: sent)
    let worker = try CompilationWorker(on: try Device.choose())
    var done = 0
    try worker.perform(task) { done += 1 }
    #expect(done == 2 && task.count == 2)
    let broken = CompilationTask(
      source: ProgramSource([source], options: "-DDEFAULT=oops"), launches: task.launches)
    #expect(throws: OpenCLError.self) { try worker.perform(broken) { done += 1 } }
    #expect(done == 2)
  }
}
