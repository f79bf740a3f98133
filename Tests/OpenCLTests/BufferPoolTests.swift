import OpenCL
import Testing

@Suite struct BufferPoolTests {
  private let device: Device

  init() throws { device = try Device.choose() }

  @Test func releasedMemoryIsUsedAgain() throws {
    let queue = try Queue(device)
    var buffer: Buffer? = try queue.allocate(bytes: 100_000)
    let held = queue.pool.held
    buffer = nil
    buffer = try queue.allocate(bytes: 99_000)
    #expect(queue.pool.held == held)
    #expect(buffer?.size == 99_000)
  }

  /// Layers whose sizes halve take each other's; a small one does not take what a large one needs next.
  @Test func releasedMemoryServesWhatIsAtMostHalfAsLarge() throws {
    let queue = try Queue(device)
    var (large, small): (Buffer?, Buffer?) = (try queue.allocate(bytes: 1 << 20), nil)
    let held = queue.pool.held
    large = nil
    small = try queue.allocate(bytes: 600 << 10)
    #expect(queue.pool.held == held && small?.size == 600 << 10)
    #expect(queue.pool.inUse == held)
    large = try queue.allocate(bytes: 1 << 20)
    #expect(queue.pool.held == 2 * held)
    (large, small) = (nil, nil)
    small = try queue.allocate(bytes: 1 << 18)
    #expect(queue.pool.held == 2 * held + 1 << 18 && large == nil)
    // The same again takes nothing more.
    small = nil
    for bytes in [1 << 20, 600 << 10, 1 << 18] { _ = try queue.allocate(bytes: bytes) }
    #expect(queue.pool.held == 2 * held + 1 << 18)
  }

  @Test func tooLargeAnAllocationSaysWhatWasWanted() throws {
    let queue = try Queue(device)
    let error = #expect(throws: OpenCLError.self) { try queue.allocate(bytes: 1 << 50) }
    guard case .outOfMemory(_, let wanted, _, _, _) = error else {
      Issue.record("not out of memory: \(String(describing: error))")
      return
    }
    #expect(wanted >= 1 << 50)
  }

  @Test func aLowerLimitHoldsForItsWorkOnly() throws {
    let queue = try Queue(device, memoryLimit: 4 << 20)
    let first = try queue.allocate(bytes: 1 << 20)
    try queue.pool.limited(to: 1 << 20) { () throws(OpenCLError) in
      #expect(try queue.allocate(bytes: 1 << 20).size == first.size)
      #expect(throws: OpenCLError.self) { try queue.allocate(bytes: 2 << 20) }
    }
    #expect(try queue.allocate(bytes: 2 << 20).size == 2 << 20)
    _ = try queue.pool.limited(to: 1 << 40) { () throws(OpenCLError) in
      #expect(throws: OpenCLError.self) { try queue.allocate(bytes: 8 << 20) }
    }
  }

  @Test func theLimitHoldsForLiveBuffersOnly() throws {
    let queue = try Queue(device, memoryLimit: 1 << 20)
    var first: Buffer? = try queue.allocate(bytes: 640 << 10)
    let error = #expect(throws: OpenCLError.self) { try queue.allocate(bytes: 512 << 10) }
    #expect(first?.size == 640 << 10)
    let sentence = error?.description ?? ""
    #expect(sentence.contains("524288 bytes more was wanted"), "\(sentence)")
    #expect(sentence.contains("655360 bytes of 1 MiB are held"), "\(sentence)")
    #expect(sentence.contains("classifier.batch"), "\(sentence)")
    // Of another size, so that it cannot be reused but has to make room.
    first = nil
    #expect(try queue.allocate(bytes: 512 << 10).size == 512 << 10)
  }
}
