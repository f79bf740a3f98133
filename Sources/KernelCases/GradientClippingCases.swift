import Kernels
import OpenCL
import Reference

/// `kernels/gradient_clipping.cl` beside `Reference/GradientClipping.swift`.
public enum GradientClippingCases: OperationCases {
  public static var checks: [KernelCase] {
    [1, 17, 1031].flatMap { [clip($0, to: 0.5), clip($0, to: 1e6)] }
  }
  public static var timings: [KernelCase] { [clip(1 << 22, to: 0.5)] }

  private static func clip(_ count: Int, to maximum: Float) -> KernelCase {
    KernelCase(
      "gradient_clipping", "clip_to_norm \(count) to \(maximum)", bytes: 8 * Double(count),
      inputs: {
        var random = CaseInputs(seed: 13)
        let gradient = random.normal(count)
        let squares = gradient.reduce(0.0) { $0 + Double($1) * Double($1) }
        return [gradient, [Float(squares)]]
      },
      outputs: [("clipped", count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.clip(
          given[0], squares: given[1], maximum: maximum, into: results[0], count: count)
      },
      expected: {
        GradientClippingReference.clip(gradients: [$0[0]], maximumNorm: Double(maximum)).gradients
      })
  }
}
