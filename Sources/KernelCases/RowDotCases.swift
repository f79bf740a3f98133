import Kernels
import OpenCL
import Reference

/// `kernels/row_dot.cl` beside `Reference/RowDot.swift`.
public enum RowDotCases: OperationCases {
  public static var checks: [KernelCase] {
    [dot(1, 1), dot(5, 8), dot(3, 17), dot(33, 131)]
  }

  public static var timings: [KernelCase] { [dot(4096, 128)] }

  private static func dot(_ rows: Int, _ columns: Int) -> KernelCase {
    let count = rows * columns
    return KernelCase(
      "row_dot", "\(rows)x\(columns)", traffic: Traffic(bytes: 20 * Double(count)),
      inputs: {
        var random = CaseInputs(seed: 44)
        return [
          random.normal(count), random.normal(count), [1],
        ]
      },
      outputs: [("mean", 1), ("da", count), ("db", count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        let dots = try kernels.floats(rows)
        try kernels.rowDot(
          given[0], given[1], into: RowLosses(dots, mean: results[0]), rows: rows, columns: columns)
        try kernels.rowDotGradient(
          .mean(given[2]), given[0], given[1], into: (results[1], results[2]), rows: rows,
          columns: columns)
      },
      expected: {
        let gradient = RowDotReference.gradient(a: $0[0], b: $0[1], columns: columns)
        return [
          [RowDotReference.forward(a: $0[0], b: $0[1], columns: columns)], gradient.a, gradient.b,
        ]
      })
  }
}
