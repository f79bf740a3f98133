import Kernels
import OpenCL
import Reference

/// `kernels/mixup.cl` beside `Reference/Mixup.swift`.
public enum MixupCases: OperationCases {
  public static var checks: [KernelCase] { [mix(1, 1), mix(4, 6), mix(7, 37), mix(33, 131)] }

  public static var timings: [KernelCase] { [mix(64, 16_384)] }

  private static func mix(_ rows: Int, _ columns: Int) -> KernelCase {
    let count = rows * columns
    // Not a permutation: some rows are taken twice, others never.
    let partners = (0..<rows).map { ($0 * 3 + 1) % rows }
    return KernelCase(
      "mixup", "\(rows)x\(columns)", traffic: Traffic(bytes: 24 * Double(count)),
      inputs: {
        var random = CaseInputs(seed: 45)
        return [random.normal(count), random.uniform(rows), random.normal(count)]
      },
      outputs: [("y", count), ("dx", count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        let indices = try kernels.queue.makeBuffer(partners.map(Int32.init))
        try kernels.mixup(
          given[0], lambda: given[1], partners: indices, into: results[0], rows: rows,
          columns: columns)
        try kernels.mixupGradient(
          given[2], lambda: given[1], partners: indices, into: results[1], rows: rows,
          columns: columns)
      },
      expected: {
        [
          MixupReference.forward(
            x: $0[0], lambda: $0[1], partners: partners, columns: columns),
          MixupReference.gradient(
            gradY: $0[2], lambda: $0[1], partners: partners, columns: columns),
        ]
      })
  }
}
