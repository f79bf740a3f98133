import Kernels
import OpenCL
import Reference

/// `kernels/l1_constraint.cl` beside `Reference/L1Constraint.swift`.
public enum L1ConstraintCases: OperationCases {
  public static var checks: [KernelCase] {
    [(1, 1, 3), (3, 6, 5), (2, 33, 17), (1, 300, 64)].flatMap { (samples, frames, bands) in
      [false, true].flatMap { tanh in
        let size = L1Constraint(
          samples: samples, frames: frames, bands: bands, tanh: tanh, floor: tanh ? 1e-4 : 1e-12)
        return [constrain(size, masked: false), constrain(size, masked: true)]
      }
    }
  }

  public static var timings: [KernelCase] {
    [
      constrain(
        L1Constraint(samples: 16, frames: 512, bands: 128, tanh: true, floor: 1e-4),
        masked: true)
    ]
  }

  /// With a mask, each sample has one frame less than the one before it, the first all.
  private static func constrain(_ size: L1Constraint, masked: Bool) -> KernelCase {
    let mask: [Float]? =
      masked
      ? (0..<size.samples * size.frames).map {
        $0 % size.frames < size.frames - $0 / size.frames ? 1 : 0
      } : nil
    return KernelCase(
      "l1_constraint",
      """
      \(size.samples)x\(size.frames)x\(size.bands)\(size.tanh ? ", tanh" : "")\
      \(masked ? ", mask" : "")
      """,
      traffic: Traffic(bytes: 28 * Double(size.count)),
      inputs: {
        var random = CaseInputs(seed: 46)
        var p = random.normal(size.count, scale: 0.3)
        if p.count > 1 { p[0] = 0 }
        return [p, random.normal(size.count), random.uniform(size.samples, in: 0.05...0.3)]
      },
      outputs: [("y", size.count), ("dp", size.count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        let mask = try mask.map { (mask) throws(OpenCLError) in
          try kernels.queue.makeBuffer(mask)
        }
        try kernels.l1Constraint(
          given[0], epsilon: given[2], mask: mask, size, into: results[0])
        try kernels.l1ConstraintGradient(
          given[1], p: given[0], epsilon: given[2], mask: mask, size, into: results[1])
      },
      expected: {
        let mask = mask?.map(Double.init)
        return [
          L1ConstraintReference.forward(
            p: $0[0], epsilon: $0[2], mask: mask, frames: size.frames, bands: size.bands,
            tanh: size.tanh, floor: Double(size.floor)),
          L1ConstraintReference.gradient(
            gradY: $0[1], p: $0[0], epsilon: $0[2], mask: mask, frames: size.frames,
            bands: size.bands, tanh: size.tanh, floor: Double(size.floor)),
        ]
      })
  }
}
