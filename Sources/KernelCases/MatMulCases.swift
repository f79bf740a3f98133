import Kernels
import OpenCL
import Reference

/// `kernels/matmul*.cl` beside `Reference/MatMul.swift`.
public enum MatMulCases: OperationCases {
  public static var checks: [KernelCase] {
    // One, primes, one more than a tile, depths that are split, few rows against many columns.
    let sizes = [
      (1, 1, 1), (1, 7, 3), (17, 1, 5), (13, 37, 29), (65, 66, 67), (97, 130, 19),
      (3, 80, 1201), (80, 5, 1201), (66, 65, 300), (8, 24, 40),
    ]
    var cases: [KernelCase] = []
    for (rows, columns, depth) in sizes {
      for transposedA in [false, true] {
        for transposedB in [false, true] {
          cases.append(
            product(
              MatMulShape(
                rows: rows, columns: columns, depth: depth, transposedA: transposedA,
                transposedB: transposedB)))
        }
      }
    }
    for (sharedA, sharedB) in [(false, false), (true, false), (false, true)] {
      cases.append(
        product(
          MatMulShape(
            rows: 19, columns: 33, depth: 18, batch: 3, transposedB: true, sharedA: sharedA,
            sharedB: sharedB)))
    }
    return cases + [
      product(MatMulShape(rows: 7, columns: 18, depth: 5), activation: .leakyRelu(slope: 0.2)),
      product(MatMulShape(rows: 70, columns: 71, depth: 5), activation: .tanh),
    ]
  }

  public static var timings: [KernelCase] {
    [
      product(MatMulShape(rows: 1024, columns: 1024, depth: 1024), name: "matmul_1024"),
      product(MatMulShape(rows: 2048, columns: 2048, depth: 2048), name: "matmul_2048"),
      product(
        MatMulShape(rows: 32, columns: 4096, depth: 8192, transposedB: true),
        name: "linear_b32_8192to4096_fwd"),
      product(
        MatMulShape(rows: 32, columns: 4096, depth: 4096, transposedB: true),
        name: "linear_b32_4096to4096_fwd"),
      product(
        MatMulShape(rows: 16, columns: 128, depth: 131072, transposedB: true),
        name: "linear_b16_131072to128_fwd"),
    ]
  }

  private static func product(
    _ shape: MatMulShape, activation: Activation = .identity, name: String? = nil
  ) -> KernelCase {
    let (m, n, k) = (shape.rows, shape.columns, shape.depth)
    let countA = (shape.sharedA ? 1 : shape.batch) * m * k
    let countB = (shape.sharedB ? 1 : shape.batch) * k * n
    let marks =
      (shape.transposedA ? " transposed" : "") + (shape.sharedA ? " shared" : "") + " · \(k)×\(n)"
      + (shape.transposedB ? " transposed" : "") + (shape.sharedB ? " shared" : "")
    return KernelCase(
      "matmul", name ?? "\(activation.name) of \(shape.batch) \(m)×\(k)\(marks)",
      tolerance: 4e-6, flops: shape.flops,
      bytes: 4 * Double(countA + countB + shape.outputCount),
      inputs: {
        var random = CaseInputs(seed: 31)
        return [random.normal(countA), random.normal(countB), random.normal(n)]
      },
      outputs: [("c", shape.outputCount)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.matmul(
          given[0], given[1], bias: given[2], shape, activation: activation, into: results[0])
      },
      expected: { given in
        let c = MatMulReference.product(
          a: given[0], b: given[1], bias: given[2], rows: m, columns: n, depth: k,
          batch: shape.batch, transposedA: shape.transposedA, transposedB: shape.transposedB,
          sharedA: shape.sharedA, sharedB: shape.sharedB)
        return [ActivationCases.reference(activation).forward(c)]
      })
  }
}
