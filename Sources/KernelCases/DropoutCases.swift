import Kernels
import OpenCL
import Reference

/// `kernels/dropout.cl` beside `Reference/Dropout.swift`.
public enum DropoutCases: OperationCases {
  public static var checks: [KernelCase] {
    [1, 2, 3, 4, 17, 1031].flatMap { [dropout($0, 0.5), dropout($0, 0.8)] }
  }

  public static var timings: [KernelCase] { [dropout(1 << 22, 0.5)] }

  private static func dropout(_ count: Int, _ probability: Float) -> KernelCase {
    KernelCase(
      "dropout", "dropout \(probability) of \(count)", bytes: 8 * Double(count),
      inputs: {
        var random = CaseInputs(seed: 9)
        return [random.normal(count)]
      },
      outputs: [("y", count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.dropout(
          given[0], probability: probability, random: RandomStream(seed: 10, stream: 3),
          into: results[0], count: count)
      },
      expected: {
        let rate = Double(probability)
        let mask = DropoutReference.mask(count: count, rate: rate, seed: 10, stream: 3)
        return [DropoutReference.forward(x: $0[0], mask: mask, rate: rate)]
      })
  }
}
