import Kernels
import OpenCL
import Reference

/// `kernels/cross_entropy.cl` beside `Reference/CrossEntropy.swift`.
public enum CrossEntropyCases: OperationCases {
  public static var checks: [KernelCase] {
    [
      entropy(1, 1), entropy(5, 4), entropy(33, 7), entropy(1031, 3), entropy(3, 1000),
      // Far apart, the logits decide alone.
      entropy(3, 4, scale: 300),
    ]
  }

  public static var timings: [KernelCase] { [entropy(4096, 1000)] }

  /// The sum over the rows, each weighted by one number: targets are not normalised.
  private static func entropy(_ rows: Int, _ classes: Int, scale: Float = 1) -> KernelCase {
    let count = rows * classes
    return KernelCase(
      "cross_entropy", "\(rows)x\(classes), scale \(scale)",
      traffic: Traffic(bytes: 16 * Double(count)),
      inputs: {
        var random = CaseInputs(seed: 41)
        return [
          random.normal(count, scale: scale), random.uniform(count), [1],
        ]
      },
      outputs: [("loss", 1), ("dlogits", count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        let losses = try kernels.floats(rows)
        try kernels.crossEntropy(
          given[0], targets: given[1], into: RowLosses(losses, mean: results[0]), rows: rows,
          classes: classes)
        try kernels.crossEntropyGradient(
          given[0], targets: given[1], upstream: .mean(given[2]), into: results[1], rows: rows,
          classes: classes)
      },
      expected: {
        [
          [CrossEntropyReference.forward(logits: $0[0], targets: $0[1], classes: classes)],
          CrossEntropyReference.gradient(logits: $0[0], targets: $0[1], classes: classes),
        ]
      })
  }
}
