import Kernels
import OpenCL
import Reference

/// `kernels/bce_with_logits.cl` beside `Reference/BCEWithLogits.swift`.
public enum BCEWithLogitsCases: OperationCases {
  public static var checks: [KernelCase] { [1, 17, 257].map(bothWays) }
  public static var timings: [KernelCase] { [bothWays(1 << 20)] }

  private static func bothWays(_ count: Int) -> KernelCase {
    KernelCase(
      "bce_with_logits", "bce_with_logits \(count)", traffic: Traffic(bytes: 28 * Double(count)),
      inputs: {
        var random = CaseInputs(seed: 12)
        // Far logits beside ordinary ones, hard and soft targets.
        let logits = random.normal(count).enumerated().map {
          $0.element * ($0.offset % 5 == 4 ? 60 : 1)
        }
        let targets = random.uniform(count).enumerated().map {
          $0.offset % 2 == 0 ? $0.element.rounded() : $0.element
        }
        return [logits, targets, random.normal(count)]
      },
      outputs: [("loss", count), ("gradient", count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.bceWithLogits(
          given[0], targets: given[1], into: RowLosses(results[0]), count: count)
        try kernels.bceWithLogitsGradient(
          given[0], targets: given[1], upstream: .each(given[2]), into: results[1], count: count)
      },
      expected: { inputs in
        let each = inputs[0].indices.map { i in
          (logits: [inputs[0][i]], targets: [inputs[1][i]], upstream: inputs[2][i])
        }
        return [
          each.map { BCEWithLogitsReference.forward(logits: $0.logits, targets: $0.targets) },
          each.flatMap {
            BCEWithLogitsReference.gradient(
              gradY: $0.upstream, logits: $0.logits, targets: $0.targets)
          },
        ]
      })
  }
}
