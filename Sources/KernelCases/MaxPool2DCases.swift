import Kernels
import OpenCL
import Reference

/// `kernels/maxpool2d.cl` beside `Reference/MaxPool2D.swift`.
public enum MaxPool2DCases: OperationCases {
  public static var checks: [KernelCase] {
    [
      pool((2, 7, 5, 3)), pool((1, 2, 2, 1)), pool((3, 10, 6, 17)), pool((1, 9, 8, 37)),
      pool((2, 7, 9, 5), kernel: (3, 2), stride: (1, 2)),
      pool((1, 5, 11, 16), kernel: (1, 3), stride: (3, 4)),
      pool((1, 6, 6, 33), kernel: (3, 3), stride: (2, 2)),
    ]
  }

  public static var timings: [KernelCase] { [pool((32, 128, 128, 64)), pool((32, 16, 16, 512))] }

  private static func pool(
    _ input: (Int, Int, Int, Int), kernel: (height: Int, width: Int) = (2, 2),
    stride: (height: Int, width: Int) = (2, 2)
  ) -> KernelCase {
    let pool = Pool2D(input: input, kernel: kernel, stride: stride)
    let size = Images(batch: input.0, height: input.1, width: input.2, channels: input.3)
    return KernelCase(
      "maxpool2d", "forward and gradient \(input), window \(kernel) by \(stride)",
      tolerance: 5e-7,
      traffic: Traffic(bytes: 8 * Double(pool.inputCount) + 16 * Double(pool.outputCount)),
      inputs: {
        var random = CaseInputs(seed: 20)
        // Coarse steps make many ties.
        let x = random.integers(pool.inputCount, in: -4..<4).map { Float($0) / 2 }
        return [x, random.normal(pool.outputCount)]
      },
      outputs: [
        ("y", pool.outputCount), ("dx", pool.inputCount), ("gated dx", pool.inputCount),
      ],
      run: { (kernels, given, results) throws(OpenCLError) in
        let index = try kernels.floats(pool.outputCount)
        try kernels.maxPool2D(given[0], pool, into: results[0], index: index)
        try kernels.maxPool2DGradient(given[1], index: index, pool, into: results[1])
        try kernels.maxPool2DGradient(
          given[1], index: index, pool, gate: Gate(results[0], slope: 0.25), into: results[2])
      },
      expected: { given in
        let window = Extent2D(kernel.height, kernel.width)
        let step = Extent2D(stride.height, stride.width)
        let truth = MaxPool2DReference.forward(
          x: given[0], size: size, kernel: window, stride: step)
        let dx = MaxPool2DReference.gradient(
          gradY: given[1], index: truth.index, size: size, kernel: window, stride: step)
        return [truth.y, dx, zip(dx, given[0]).map { $1 > 0 ? $0 : 0.25 * $0 }]
      })
  }
}
