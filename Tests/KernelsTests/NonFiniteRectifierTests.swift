import Kernels
import OpenCL
import Reference
import TestSupport
import Testing

@testable import KernelCases

/// NaN and infinities through activations, as kernels of their own and at the end of a product under
/// every plan. Convolutions and pooling have theirs beside their own tests.
@Suite struct NonFiniteRectifierTests {
  @Test(arguments: DevicePlan.Family.allCases)
  func ofTheirOwn(family: DevicePlan.Family) throws {
    let functions: [Activation] = [
      .relu, .leakyRelu(slope: 0.2), .leakyRelu(slope: 0), .tanh, .sigmoid, .softplus,
    ]
    for f in functions {
      // Every one with every one; but a device's tanh of ∞ may be less than 1, which lets an infinite
      // gradient through.
      let upstream = f == .tanh ? special.filter { !$0.isInfinite } : special
      let (x, dy) = (
        special.beside(upstream).map(\.0), special.beside(upstream).map(\.1)
      )
      try expectAgreement(
        KernelCase(
          "activation", "\(f)", tolerance: 4e-6, inputs: { [x, dy] },
          outputs: [("y", x.count), ("dx", x.count)],
          run: { (kernels, given, results) throws(OpenCLError) in
            try kernels.activation(f, x: given[0], into: results[0], count: x.count)
            try kernels.activationGradient(
              f, y: results[0], dy: given[1], into: results[1], count: x.count)
          },
          expected: {
            let f = ActivationCases.reference(f)
            return [f.forward($0[0]), f.gradient($0[1], $0[0])]
          }), on: testKernels(family: family))
    }
  }

  @Test(arguments: kernelForms)
  func products(device: DevicePlan) throws {
    let kernels = Kernels(try testKernels().queue, plan: device)
    let shape = MatMulShape(rows: 37, columns: 70, depth: 131, transposedB: true)
    var random = CaseInputs(seed: 1)
    // A row each.
    let a = random.normal(shape.rows * shape.depth).with([
      2 * 131 + 50: .nan, 7 * 131 + 60: .infinity, 12 * 131 + 70: -.infinity,
    ])
    let b = random.normal(shape.columns * shape.depth)
    let bias = special.repeated(shape.columns)
    let c = MatMulReference.product(
      a: a.map(Double.init), b: b.map(Double.init), bias: bias.map(Double.init),
      rows: shape.rows, columns: shape.columns, depth: shape.depth, transposedB: true)
    let plans =
      MatMulPlan.starts(device, shape) + MatMulPlan(device, shape).neighbours(device, shape)
    // A sum over parts of the depth ends in a kernel of its own.
    #expect(plans.contains { $0.splits > 1 } && plans.contains { $0.splits == 1 })
    for (f, plan) in rectifiers.beside(plans) {
      try expectAgreement(
        KernelCase(
          "matmul", "\(f) of \(plan)", tolerance: 4e-6, inputs: { [a, b, bias] },
          outputs: [("c", c.count)],
          run: { (kernels, given, results) throws(OpenCLError) in
            try kernels.matmul(
              given[0], given[1], bias: given[2], shape, activation: f, into: results[0],
              plan: plan)
          },
          expected: { _ in [ActivationCases.reference(f).forward(c)] }), on: kernels)
    }
  }
}
