import Kernels
import OpenCL
import Reference

/// `kernels/avgpool2d.cl` with adaptive windows beside `Reference/AdaptiveAvgPool2D.swift`.
public enum AdaptiveAvgPool2DCases: OperationCases {
  public static var checks: [KernelCase] {
    [
      pool((2, 4, 4, 3), to: (1, 1)), pool((2, 4, 4, 3), to: (7, 7)),
      pool((1, 5, 7, 2), to: (3, 3)), pool((2, 13, 11, 17), to: (4, 5)),
      pool((1, 1, 1, 1), to: (1, 1)), pool((1, 3, 8, 16), to: (5, 2)),
      // Lengths whose product is beyond 32 bits.
      pool((1, 70_000, 1, 1), to: (40_000, 1)),
    ]
  }

  public static var timings: [KernelCase] { [pool((32, 16, 16, 512), to: (7, 7))] }

  private static func pool(_ input: (Int, Int, Int, Int), to output: (height: Int, width: Int))
    -> KernelCase
  {
    let pool = AdaptivePool2D(input: input, output: output)
    let size = Images(batch: input.0, height: input.1, width: input.2, channels: input.3)
    return KernelCase(
      "avgpool2d", "adaptive forward and gradient \(input) to \(output)", tolerance: 1e-6,
      traffic: Traffic(bytes: 8 * Double(pool.inputCount + pool.outputCount)),
      inputs: {
        var random = CaseInputs(seed: 22)
        return [random.normal(pool.inputCount), random.normal(pool.outputCount)]
      },
      outputs: [("y", pool.outputCount), ("dx", pool.inputCount)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.adaptiveAvgPool2D(given[0], pool, into: results[0])
        try kernels.adaptiveAvgPool2DGradient(given[1], pool, into: results[1])
      },
      expected: { given in
        let target = Extent2D(output.height, output.width)
        return [
          AdaptiveAvgPool2DReference.forward(x: given[0], size: size, output: target),
          AdaptiveAvgPool2DReference.gradient(gradY: given[1], size: size, output: target),
        ]
      })
  }
}
