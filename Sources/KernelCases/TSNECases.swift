import Kernels
import OpenCL
import Reference

/// `kernels/tsne.cl` beside `Reference/TSNE.swift`.
public enum TSNECases: OperationCases {
  public static var checks: [KernelCase] { [1, 2, 17, 131].map(forces) }
  public static var timings: [KernelCase] { [forces(1920)] }

  private static func forces(_ points: Int) -> KernelCase {
    let count = points * points
    return KernelCase(
      "tsne", "forces \(points) points", tolerance: 4e-6, flops: 17 * Double(count),
      traffic: Traffic(bytes: 4 * Double(count)),
      inputs: {
        var random = CaseInputs(seed: 73)
        return [
          random.uniform(count, in: 0...(2 / Float(points))), random.normal(2 * points, scale: 3),
        ]
      },
      outputs: [("forces", 5 * points)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.tsneForces(
          affinities: given[0], y: given[1], points: points, into: results[0])
      },
      expected: { [TSNEReference.forces(affinities: $0[0], y: $0[1], points: points)] })
  }
}
