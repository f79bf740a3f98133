import Kernels
import OpenCL
import Reference

/// `kernels/pad.cl` beside `Reference/Pad.swift`.
public enum PadCases: OperationCases {
  public static var checks: [KernelCase] {
    Pad.Mode.allCases.flatMap { mode in
      [
        pad(Pad(input: (2, 3, 4, 3), top: 2, bottom: 1, left: 0, right: 3, mode: mode)),
        pad(Pad(input: (1, 1, 1, 1), top: 0, bottom: 0, left: 0, right: 0, mode: mode)),
        pad(Pad(input: (1, 2, 5, 17), top: 1, bottom: 1, left: 4, right: 4, mode: mode)),
        pad(Pad(input: (3, 7, 5, 16), top: 4, bottom: 4, left: 4, right: 4, mode: mode)),
      ]
    }
  }

  public static var timings: [KernelCase] {
    [pad(Pad(input: (16, 512, 128, 2), top: 4, bottom: 4, left: 4, right: 4, mode: .reflect))]
  }

  private static func pad(_ pad: Pad) -> KernelCase {
    let size = Images(
      batch: pad.batch, height: pad.height, width: pad.width, channels: pad.channels)
    let border = PadReference.Border(
      top: pad.top, bottom: pad.bottom, left: pad.left, right: pad.right)
    let mode: PadReference.Mode = pad.mode == .zero ? .zero : .reflect
    return KernelCase(
      "pad",
      """
      \(pad.mode) \(pad.batch)x\(pad.height)x\(pad.width)x\(pad.channels) \
      by \(pad.top), \(pad.bottom), \(pad.left), \(pad.right)
      """,
      tolerance: 5e-7, traffic: Traffic(bytes: 8 * Double(pad.inputCount + pad.outputCount)),
      inputs: {
        var random = CaseInputs(seed: 23)
        return [random.normal(pad.inputCount), random.normal(pad.outputCount)]
      },
      outputs: [("y", pad.outputCount), ("dx", pad.inputCount)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.pad(given[0], pad, into: results[0])
        try kernels.padGradient(given[1], pad, into: results[1])
      },
      expected: {
        [
          PadReference.forward(x: $0[0], size: size, border: border, mode: mode),
          PadReference.gradient(gradY: $0[1], size: size, border: border, mode: mode),
        ]
      })
  }
}
