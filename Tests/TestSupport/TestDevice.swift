import Foundation
public import Kernels
public import OpenCL

/// The device that tests run on: the first one, or with `family` used like another kind.
public func testKernels(family: DevicePlan.Family? = nil, profiling: Bool = false)
  throws(OpenCLError) -> Kernels
{
  let device = try Device.choose()
  let queue =
    profiling ? try Queue(device, profiling: true) : try ThreadQueue.current(on: device)
  return Kernels(queue, plan: DevicePlan(device.facts, forced: family))
}

/// The queue of a thread's last test, for its next: a new queue would have every program compiled anew, of
/// which pocl reads the text through even where it has the machine code.
private final class ThreadQueue {
  private var queue: Queue

  private init(_ queue: Queue) { self.queue = queue }

  /// A queue that nobody has.
  static func current(on device: Device) throws(OpenCLError) -> Queue {
    let (threadsOwn, key) = (Thread.current.threadDictionary, "queue of the last test")
    if let last = threadsOwn[key] as? ThreadQueue, isKnownUniquelyReferenced(&last.queue) {
      return last.queue
    }
    let queue = try Queue(device)
    threadsOwn[key] = ThreadQueue(queue)
    return queue
  }
}
