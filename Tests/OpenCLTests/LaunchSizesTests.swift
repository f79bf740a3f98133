import COpenCL
import Testing

@testable import OpenCL

/// Sizes that 32 bits do not hold are refused before anything is computed with what is left of them.
@Suite struct LaunchSizesTests {
  private let queue: Queue
  private let counting = KernelSource(
    file: "kernels/counted.cl",
    text: """
      typedef struct { int a, b; } Pair;
      __kernel void counted(__global int *x, const uint count, const Pair pair) {
        x[get_global_id(0)] = count + pair.a + pair.b;
      }
      """)

  init() throws { queue = try Queue(try Device.choose()) }

  private func count(_ count: Int, _ pair: [Int] = [0, 0], over global: [Int] = [1])
    throws -> Int32
  {
    let buffer = try queue.makeBuffer([0] as [Int32])
    let kernel = try queue.programs.program([counting], options: "").kernel("counted")
    try queue.launch(kernel, global: global, [.buffer(buffer), .int(count), .ints(pair)])
    return try queue.read(buffer, count: 1)[0]
  }

  @Test func whatKernelsCanCountTheyCount() throws {
    #expect(try count(Queue.mostElements, [-3, 2]) == Int32(Queue.mostElements) - 1)
  }

  /// A buffer that says that it is larger than it is: nobody has to have so much memory.
  @Test func aBufferThatKernelsCannotCount() throws {
    let small = try queue.makeBuffer([0] as [Int32])
    clRetainMemObject(small.memory)
    let large = Buffer(
      memory: small.memory, size: 4 * (Queue.mostElements + 1), partOf: small, pool: queue.pool)
    let kernel = try queue.programs.program([counting], options: "").kernel("counted")
    for buffer in [KernelArgument.buffer(large), .optional(large)] {
      let error = try #require(throws: OpenCLError.self) {
        try queue.launch(kernel, global: [1], [buffer, .int(1), .ints([0, 0])])
      }
      #expect(error.description.contains("counted"), "\(error)")
      #expect(error.description.contains("\(Queue.mostElements + 1)"), "\(error)")
    }
  }

  @Test(arguments: [Queue.mostElements + 1, 1 << 31, 1 << 32, 1 << 32 + 1, .max])
  func moreIsNamedAndNotCut(size: Int) throws {
    for attempt in [
      { try count(size) }, { try count(1, [1, size]) }, { try count(1, [1, -size]) },
      { try count(1, over: [1, size]) },
    ] {
      let error = try #require(throws: OpenCLError.self) { _ = try attempt() }
      guard case .tooLarge = error else {
        Issue.record("\(error)")
        continue
      }
      #expect(error.description.contains("counted"), "\(error)")
      #expect(error.description.contains("\(size)"), "\(error)")
    }
  }
}
