public import Kernels
public import OpenCL

extension Ceilings {
  /// Measures a device, in about a second; the best of several runs, since others can only slow it.
  ///
  /// - Throws: `OpenCLError`.
  public init(of kernels: Kernels) throws(OpenCLError) {
    let facts = kernels.queue.device.facts
    // A vector of work for every lane of a GPU's units, and several pieces for each core of a CPU.
    let values = Kernels.multiplyAddGranule * facts.computeUnits * 128
    let rounds = 10_000
    let x = try kernels.floats(values)
    try kernels.queue.fill(x, with: Float(1), count: values)
    let arithmetic = try Timing(seconds: 0.5) { () throws(OpenCLError) in
      try kernels.multiplyAdd(x, count: values, rounds: rounds, factor: 0.75, addend: 0.5)
      try kernels.queue.finish()
    }

    let count = min(1 << 26, facts.maxAllocation / 16)
    let (source, target) = (try kernels.floats(count), try kernels.floats(count))
    try kernels.queue.fill(source, with: Float(1), count: count)
    func copy(_ count: Int, times: Int) throws(OpenCLError) -> Double {
      try Timing(seconds: 0.5) { () throws(OpenCLError) in
        for _ in 0..<times { try kernels.goThrough(.copy, source, target, count: count) }
        try kernels.queue.finish()
      }.minimum / Double(times)
    }
    self.init(
      gflops: 2 * Double(values * rounds) / arithmetic.minimum / 1e9,
      gbytesPerS: 8 * Double(count) / (try copy(count, times: 1)) / 1e9,
      // So many in a row that waiting for the last is nothing beside them.
      launchSeconds: try copy(1, times: 200))
  }
}
