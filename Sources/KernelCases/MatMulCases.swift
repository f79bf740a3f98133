import Kernels
import OpenCL
import Reference

/// `kernels/matmul*.cl` beside `Reference/MatMul.swift`.
public enum MatMulCases: OperationCases {
  public static var checks: [KernelCase] {
    // One, primes, one more than a tile, depths that are split, few rows against many columns.
    let sizes = [
      (1, 1, 1), (1, 7, 3), (17, 1, 5), (13, 37, 29), (65, 66, 67), (97, 130, 19),
      (3, 80, 1201), (80, 5, 1201), (66, 65, 300), (8, 24, 40), (21, 261, 301), (131, 270, 37),
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
      everyPlan(MatMulShape(rows: 37, columns: 70, depth: 131, transposedB: true)),
      product(MatMulShape(rows: 7, columns: 18, depth: 5), activation: .leakyRelu(slope: 0.2)),
      product(MatMulShape(rows: 70, columns: 71, depth: 5), activation: .tanh),
    ]
  }

  public static var timings: [KernelCase] {
    let sides = [1024, 2048].map {
      product(MatMulShape(rows: $0, columns: $0, depth: $0), name: "matmul_\($0)")
    }
    let layers = [(32, 8192, 4096), (32, 4096, 4096), (16, 131072, 128)]
    return sides
      + layers.flatMap { batch, inputs, outputs in
        [false, true].map { linear(batch, inputs, outputs, backward: $0) }
      }
  }

  /// A linear layer: forward alone, or with the gradients of its input and weights.
  private static func linear(_ batch: Int, _ inputs: Int, _ outputs: Int, backward: Bool)
    -> KernelCase
  {
    let forward = MatMulShape(rows: batch, columns: outputs, depth: inputs, transposedB: true)
    let data = MatMulShape(rows: batch, columns: inputs, depth: outputs)
    let weight = MatMulShape(rows: outputs, columns: inputs, depth: batch, transposedA: true)
    let name = "linear_b\(batch)_\(inputs)to\(outputs)"
    let gradients = [("dx", batch * inputs), ("dw", outputs * inputs)]
    return KernelCase(
      "matmul", name + (backward ? "_fwd_bwd" : "_fwd"), tolerance: 1e-5,
      flops: (backward ? 3 : 1) * forward.flops,
      traffic: Traffic(bytes: 4 * Double((backward ? 3 : 1) * outputs * inputs)),
      inputs: {
        var random = CaseInputs(seed: 32)
        return [
          random.normal(batch * inputs), random.normal(outputs * inputs),
          random.normal(batch * outputs),
        ]
      },
      outputs: [("y", batch * outputs)] + (backward ? gradients : []),
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.matmul(given[0], given[1], forward, into: results[0])
        if backward {
          try kernels.matmul(given[2], given[1], data, into: results[1])
          try kernels.matmul(given[2], given[0], weight, into: results[2])
        }
      },
      expected: { given in
        let y = reference(given[0], given[1], forward)
        return backward
          ? [y, reference(given[2], given[1], data), reference(given[2], given[0], weight)] : [y]
      })
  }

  private static func product(
    _ shape: MatMulShape, activation: Activation = .identity, name: String? = nil
  ) -> KernelCase {
    let (m, n, k) = (shape.rows, shape.columns, shape.depth)
    let countA = (shape.sharedA ? 1 : shape.batch) * m * k
    let countB = (shape.sharedB ? 1 : shape.batch) * k * n
    return KernelCase(
      "matmul", name ?? "\(activation.name) of \(shape)",
      tolerance: 4e-6, flops: shape.flops,
      traffic: Traffic(bytes: 4 * Double(countA + countB + shape.outputCount)),
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
        let c = reference(given[0], given[1], bias: given[2], shape)
        return [ActivationCases.reference(activation).forward(c)]
      })
  }

  /// By every kind of plan that tuning may choose, and those that differ from the rule's in a number.
  private static func everyPlan(_ shape: MatMulShape) -> KernelCase {
    KernelCase("matmul", "\(shape) by every plan", tolerance: 4e-6) {
      (kernels) throws(OpenCLError) in
      var random = CaseInputs(seed: 33)
      let a = random.normal(shape.rows * shape.depth)
      let b = random.normal(shape.depth * shape.columns)
      let given = (try kernels.queue.makeBuffer(a), try kernels.queue.makeBuffer(b))
      let plans =
        MatMulPlan.starts(kernels.plan, shape)
        + MatMulPlan(kernels.plan, shape).neighbours(kernels.plan, shape)
      var results: [(MatMulPlan, Buffer)] = []
      for plan in plans { results.append((plan, try kernels.floats(shape.outputCount))) }
      let truth = reference(a.map(Double.init), b.map(Double.init), shape)
      let outputs = results.map { plan, c in
        Trial.Output("\(plan)", c, shape.outputCount) { truth }
      }
      return Trial(outputs: outputs) { [results] () throws(OpenCLError) in
        for (plan, c) in results {
          try kernels.matmul(given.0, given.1, shape, into: c, plan: plan)
        }
      }
    }
  }

  private static func reference(
    _ a: [Double], _ b: [Double], bias: [Double]? = nil, _ shape: MatMulShape
  ) -> [Double] {
    MatMulReference.product(
      a: a, b: b, bias: bias, rows: shape.rows, columns: shape.columns, depth: shape.depth,
      batch: shape.batch, transposedA: shape.transposedA, transposedB: shape.transposedB,
      sharedA: shape.sharedA, sharedB: shape.sharedB)
  }
}
