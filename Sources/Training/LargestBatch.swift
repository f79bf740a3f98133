import Engine
public import Kernels
public import OpenCL

/// The largest batch whose training step fits into a device's memory.
///
/// What a step holds grows evenly with the batch, so that small steps tell by how much.
/// A tenth of the memory is left to others: the driver, a screen.
public enum LargestBatch {
  /// No answer is above this: a larger batch is hardly quicker, and learns less in an epoch.
  public static let most = 256

  /// Takes steps of 1, 2, 4 and 8 samples, as far as they fit, and works out the rest.
  ///
  /// - Parameters:
  ///   - limit: bytes to do with, where not all that the device has.
  ///   - step: takes one training step with a batch on kernels of its own.
  /// - Returns: from 1 to `most`; a multiple of 8 where it is 8 or more.
  /// - Throws: `OpenCLError.outOfMemory` where not even one sample fits, and what a step throws, such
  ///   as `.gaveUp` where a kernel faulted.
  public static func find(
    on device: Device, limit: Int? = nil, step: (_ batch: Int, Kernels) throws -> Void
  ) throws -> Int {
    try find(on: device, limit: limit, stillWork: { $0.stillWork() }, step: step)
  }

  /// - Parameter stillWork: whether kernels that failed do anything any more.
  static func find(
    on device: Device, limit: Int?, stillWork: (Kernels) -> Bool,
    step: (_ batch: Int, Kernels) throws -> Void
  ) throws -> Int {
    // As many probes as fit; the first must.
    var probes = [try need(of: 1, on: Kernels(Queue(device, memoryLimit: limit)), step)]
    for batch in [2, 4, 8] {
      let kernels = Kernels(try Queue(device, memoryLimit: limit))
      do {
        probes.append(try need(of: batch, on: kernels, step))
      } catch let error where isTooMuch(error, stillWork(kernels)) {
        break
      }
    }
    guard probes.count > 1 else { return 1 }
    let (small, large) = (probes[probes.count - 2], probes[probes.count - 1])
    func most(_ room: Int, _ bytes: (Need) -> Int) -> Int {
      let each = max(1, (bytes(large) - bytes(small)) / (large.batch - small.batch))
      return small.batch + (room - bytes(small)) / each
    }
    let memory = limit ?? device.facts.globalMemory
    let largestBuffer = min(
      device.facts.maxAllocation, Queue.mostElements * MemoryLayout<Float>.stride)
    let fitting = min(
      most(memory - memory / 10, \.held), most(largestBuffer, \.largest), Self.most)
    // Whole vectors of samples, where there is room for as many.
    return fitting >= 8 ? fitting / 8 * 8 : max(1, fitting)
  }

  /// What a step takes, in bytes.
  private struct Need {
    let batch: Int
    let held: Int
    let largest: Int
  }

  private static func need(
    of batch: Int, on kernels: Kernels, _ step: (Int, Kernels) throws -> Void
  ) throws -> Need {
    try step(batch, kernels)
    return Need(
      batch: batch, held: kernels.queue.pool.peak, largest: kernels.queue.pool.largest)
  }

  /// Whether a step failed because its batch is too large, rather than for what is wrong with it. What
  /// the step held has been released by now.
  private static func isTooMuch(
    _ error: any Error, _ stillWork: @autoclosure () -> Bool
  ) -> Bool {
    switch error {
    case OpenCLError.outOfMemory, EngineError.device(.outOfMemory), OpenCLError.tooLarge,
      EngineError.device(.tooLarge):
      true
    case OpenCLError.gaveUp, EngineError.device(.gaveUp): stillWork()
    default: false
    }
  }
}
