import Kernels
import OpenCL
import Reference

/// `kernels/dropout.cl` beside `Reference/Dropout.swift`.
public enum DropoutCases: OperationCases {
  public static var checks: [KernelCase] {
    [(1, 1), (1, 1031), (5, 1), (3, 4), (7, 2), (2, 67)].flatMap { count, size in
      [0.5, 0.8].map { dropout(RandomSamples(count, of: size), $0) }
    }
  }

  public static var timings: [KernelCase] { [dropout(RandomSamples(64, of: 1 << 19), 0.5)] }

  private static func dropout(_ samples: RandomSamples, _ probability: Float) -> KernelCase {
    let count = samples.count * samples.size
    return KernelCase(
      "dropout", "dropout \(probability) of \(samples.count)×\(samples.size)",
      traffic: [.copy: count],
      inputs: {
        var random = CaseInputs(seed: 9)
        return [random.normal(count)]
      },
      outputs: [("y", count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.dropout(
          given[0], probability: probability, random: RandomStream(seed: 10, stream: 3),
          into: results[0], samples)
      },
      expected: {
        let rate = Double(probability)
        let mask = DropoutReference.mask(
          samples: samples.count, size: samples.size, rate: rate, seed: 10, stream: 3)
        return [DropoutReference.forward(x: $0[0], mask: mask, rate: rate)]
      })
  }
}
