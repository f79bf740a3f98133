import Kernels
import OpenCL
import Reference

/// `kernels/ceiling.cl` beside `Reference/Ceiling.swift`.
public enum CeilingCases: OperationCases {
  public static var checks: [KernelCase] {
    [
      multiplyAdd(1, rounds: 0), multiplyAdd(1, rounds: 7), multiplyAdd(3, rounds: 100),
    ] + MemoryPattern.allCases.flatMap { [through($0, 1), through($0, 1021)] }
  }

  public static var timings: [KernelCase] {
    [multiplyAdd(256, rounds: 20_000)] + MemoryPattern.allCases.map { through($0, 1 << 25) }
  }

  private static func multiplyAdd(_ granules: Int, rounds: Int) -> KernelCase {
    let count = granules * Kernels.multiplyAddGranule
    // Converges from everywhere, so that many rounds stay finite.
    let (factor, addend): (Float, Float) = (0.75, 0.5)
    return KernelCase(
      "ceiling", "multiply_add \(count) x \(rounds)", flops: 2 * Double(count * rounds),
      inputs: {
        var random = CaseInputs(seed: 61)
        return [random.normal(count)]
      },
      outputs: [("x", count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.goThrough(.copy, given[0], results[0], count: count)
        try kernels.multiplyAdd(
          results[0], count: count, rounds: rounds, factor: factor, addend: addend)
      },
      expected: {
        [
          CeilingReference.multiplyAdd(
            $0[0], rounds: rounds, factor: Double(factor), addend: Double(addend))
        ]
      })
  }

  private static func through(_ pattern: MemoryPattern, _ count: Int) -> KernelCase {
    KernelCase("ceiling", "\(pattern) \(count)", tolerance: 1e-7, traffic: [pattern: count]) {
      (kernels) throws(OpenCLError) in
      var random = CaseInputs(seed: 62)
      let (x, before) = (random.normal(count), random.normal(count))
      let (source, y) = (try kernels.queue.makeBuffer(x), try kernels.queue.makeBuffer(before))
      let expected = {
        switch pattern {
        case .read: before.map(Double.init)
        case .write: Array(repeating: 1.0, count: count)
        case .copy: x.map(Double.init)
        case .update: before.map { 1 - Double($0) }
        }
      }
      return Trial(outputs: [.init("y", y, count, expected: expected)]) {
        () throws(OpenCLError) in
        try kernels.goThrough(pattern, source, y, count: count)
      }
    }
  }
}
