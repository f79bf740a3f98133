import Kernels
import OpenCL
import Reference

/// `kernels/smacof.cl` beside `Reference/Smacof.swift`.
public enum SmacofCases: OperationCases {
  public static var checks: [KernelCase] {
    [(1, 1), (2, 3), (17, 5), (67, 25)].map(distances) + [1, 2, 17, 67].map(ratios)
  }

  public static var timings: [KernelCase] { [distances(1500, 25), ratios(1500)] }

  private static func distances(_ points: Int, _ dimensions: Int) -> KernelCase {
    let count = points * points
    return KernelCase(
      // A square is the difference of larger numbers, and the root of its error is the distance's.
      "smacof", "distances \(points) points of \(dimensions)", tolerance: 1e-5,
      flops: 2 * Double(count * dimensions), traffic: Traffic(bytes: 8 * Double(count)),
      inputs: {
        var random = CaseInputs(seed: 71)
        return [random.normal(points * dimensions)]
      },
      outputs: [("distances", count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        let products = try kernels.floats(count)
        try kernels.matmul(
          given[0], given[0],
          MatMulShape(rows: points, columns: points, depth: dimensions, transposedB: true),
          into: products)
        try kernels.pairwiseDistances(products: products, points: points, into: results[0])
      },
      expected: { [SmacofReference.distances($0[0], points: points)] })
  }

  private static func ratios(_ points: Int) -> KernelCase {
    let count = points * points
    return KernelCase(
      "smacof", "ratios \(points) points", traffic: Traffic(bytes: 12 * Double(count)),
      inputs: {
        var random = CaseInputs(seed: 72)
        var distances = random.uniform(count, in: 0.5...3)
        for point in 0..<points { distances[point * (points + 1)] = 0 }
        return [random.uniform(count, in: 0...2), distances]
      },
      outputs: [("ratios", count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.guttmanRatios(
          dissimilarities: given[0], distances: given[1], points: points, into: results[0])
      },
      expected: { [SmacofReference.ratios(dissimilarities: $0[0], distances: $0[1])] })
  }
}
