import Kernels
import OpenCL
import Reference

/// `kernels/avgpool2d.cl` beside `Reference/AvgPool2D.swift`.
public enum AvgPool2DCases: OperationCases {
  public static var checks: [KernelCase] {
    [
      pool((2, 7, 5, 3)), pool((1, 2, 2, 1)), pool((3, 10, 6, 17)),
      pool((2, 7, 9, 5), kernel: (3, 2), stride: (1, 2)),
      pool((1, 5, 11, 16), kernel: (1, 3), stride: (3, 4)),
      pool((1, 40, 61, 2), kernel: (40, 61), stride: (1, 1)),
    ]
  }

  public static var timings: [KernelCase] { [pool((32, 64, 64, 64))] }

  private static func pool(
    _ input: (Int, Int, Int, Int), kernel: (height: Int, width: Int) = (2, 2),
    stride: (height: Int, width: Int) = (2, 2)
  ) -> KernelCase {
    let pool = Pool2D(input: input, kernel: kernel, stride: stride)
    let size = Images(batch: input.0, height: input.1, width: input.2, channels: input.3)
    return KernelCase(
      "avgpool2d", "forward and gradient \(input), window \(kernel) by \(stride)",
      tolerance: 1e-6, traffic: Traffic(bytes: 8 * Double(pool.inputCount + pool.outputCount)),
      inputs: {
        var random = CaseInputs(seed: 21)
        return [random.normal(pool.inputCount), random.normal(pool.outputCount)]
      },
      outputs: [("y", pool.outputCount), ("dx", pool.inputCount)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.avgPool2D(given[0], pool, into: results[0])
        try kernels.avgPool2DGradient(given[1], pool, into: results[1])
      },
      expected: { given in
        let window = Extent2D(kernel.height, kernel.width)
        let step = Extent2D(stride.height, stride.width)
        return [
          AvgPool2DReference.forward(x: given[0], size: size, kernel: window, stride: step).y,
          AvgPool2DReference.gradient(gradY: given[1], size: size, kernel: window, stride: step),
        ]
      })
  }
}
