import Kernels
import OpenCL
import Reference

/// `kernels/gradient_clipping.cl` beside `Reference/GradientClipping.swift`: two gradients with one norm.
public enum GradientClippingCases: OperationCases {
  public static var checks: [KernelCase] {
    [(1, 17), (1031, 256), (4097, 9000)].flatMap { [clip($0, to: 0.5), clip($0, to: 1e6)] }
  }
  public static var timings: [KernelCase] { [clip((1 << 22, 1 << 12), to: 0.5)] }

  private static func clip(_ counts: (Int, Int), to maximum: Float) -> KernelCase {
    KernelCase(
      "gradient_clipping", "clip \(counts.0) and \(counts.1) to a norm of \(maximum)",
      traffic: [.read: counts.0 + counts.1, .copy: counts.0 + counts.1],
      inputs: {
        var random = CaseInputs(seed: 13)
        return [random.normal(counts.0), random.normal(counts.1)]
      },
      outputs: [("first", counts.0), ("second", counts.1)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.clip(
          [
            ClippedGradient(given[0], into: results[0], count: counts.0),
            ClippedGradient(given[1], into: results[1], count: counts.1),
          ], toNorm: maximum)
      },
      expected: {
        GradientClippingReference.clip(gradients: $0, maximumNorm: Double(maximum)).gradients
      })
  }
}
