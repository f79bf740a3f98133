import Kernels
import OpenCL
import Reference

/// `kernels/reduce.cl` and `kernels/reduce_groups.cl` beside `Reference/Sum.swift`.
public enum ReduceCases: OperationCases {
  public static var checks: [KernelCase] {
    views.flatMap { [sum($0), spread($0)] }
  }

  public static var timings: [KernelCase] {
    [(1, 1 << 25, 1), (1, 1 << 19, 64)].flatMap { [sum($0), spread($0)] }
  }

  /// Outer, length, inner; the long ones take two and three rounds of blocks.
  private static let views = [
    (1, 1, 1), (3, 17, 5), (2, 256, 3), (2, 257, 3), (1, 65_537, 1), (1, 70_001, 2), (5, 1, 7),
    (3, 8_200, 33), (1, 300_000, 1), (2, 65, 40),
  ]

  private static func sum(_ size: (Int, Int, Int)) -> KernelCase {
    let (outer, length, inner) = size
    return KernelCase(
      "reduce", "sum_blocks \(outer)x\(length)x\(inner)", traffic: [.read: outer * length * inner],
      inputs: {
        var random = CaseInputs(seed: 5)
        // A mean far from zero: a naive sum would lose digits.
        return [random.uniform(outer * length * inner, in: 0.5...1.5)]
      },
      outputs: [("y", outer * inner)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.sum(
          given[0], over: AxisView(outer: outer, length: length, inner: inner), times: 0.5,
          into: results[0])
      },
      expected: {
        [
          SumReference.forward(x: $0[0], shape: [outer, length, inner], axes: [1]).map { $0 / 2 }
        ]
      })
  }

  private static func spread(_ size: (Int, Int, Int)) -> KernelCase {
    let (outer, length, inner) = size
    return KernelCase(
      "reduce", "spread \(outer)x\(length)x\(inner)", traffic: [.write: outer * length * inner],
      inputs: {
        var random = CaseInputs(seed: 6)
        return [random.normal(outer * inner)]
      },
      outputs: [("y", outer * length * inner)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.spread(
          given[0], over: AxisView(outer: outer, length: length, inner: inner), into: results[0])
      },
      expected: { [SumReference.gradient(gradY: $0[0], shape: [outer, length, inner], axes: [1])] })
  }
}
