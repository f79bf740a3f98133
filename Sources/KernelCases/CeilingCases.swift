import Kernels
import OpenCL
import Reference

/// `kernels/ceiling.cl` beside `Reference/Ceiling.swift`.
public enum CeilingCases: OperationCases {
  public static var checks: [KernelCase] {
    [
      multiplyAdd(1, rounds: 0), multiplyAdd(1, rounds: 7), multiplyAdd(3, rounds: 100), copy(1),
      copy(1021),
    ]
  }

  public static var timings: [KernelCase] {
    [multiplyAdd(256, rounds: 20_000), copy(1 << 24)]
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
        try kernels.copy(given[0], into: results[0], count: count)
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

  private static func copy(_ count: Int) -> KernelCase {
    KernelCase(
      "ceiling", "copy \(count)", tolerance: 0, bytes: 8 * Double(count),
      inputs: {
        var random = CaseInputs(seed: 62)
        return [random.normal(count)]
      },
      outputs: [("y", count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.copy(given[0], into: results[0], count: count)
      },
      expected: { $0 })
  }
}
