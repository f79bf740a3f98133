import KernelCases
import Kernels
import ModelCases
import OpenCL

/// A model's step as it would be asked of a device, which computes nothing.
struct RecordedStep {
  let work: Recording.Part
  /// Seconds until the host has asked for all of it, the least of some.
  let hostSeconds: Double
  /// Where its buffers are.
  let memory: BufferPool

  /// - Throws: `EngineError` where the model cannot be made.
  init(of benchmark: ModelBenchmark, on facts: DeviceFacts, _ plan: DevicePlan) throws {
    let recording = Recording()
    let queue = Queue(noting: recording, for: facts)
    let step = try benchmark.step(on: Kernels(queue, plan: plan))
    hostSeconds = try Timing(seconds: 0) {
      _ = recording.take()
      try step()
    }.minimum
    work = recording.take()
    memory = queue.pool
  }
}
