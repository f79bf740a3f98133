import KernelCases
import Kernels
import OpenCL
import TestSupport
import Testing

/// Products and convolutions by matrix units, in the plain C that stands for their instruction.
@Suite struct MatrixUnitTests {
  /// - Parameter groupSize: with 64 there is one tile for matrix units, with 256 there are all.
  private func device(_ precision: Precision, groupSize: Int) -> DevicePlan {
    DevicePlan(
      family: .gpu, vectorWidth: 1, computeUnits: 4, groupSize: groupSize, precision: precision,
      matrixUnits: MatrixUnits(.plain, rate: 8))
  }

  /// The plans that round factors.
  private func plans<Plan: SearchablePlan>(
    _ device: DevicePlan, _ work: Plan.Work, of type: Plan.Type = Plan.self
  ) -> [Plan] {
    Plan.starts(device, work).filter {
      String(describing: $0).contains("precision: Kernels.Precision.\(device.precision)")
    }
  }

  /// Every work-item of every tile holds what the instruction's definition says.
  @Test(arguments: [(Precision.tf32, 4, 5e-4), (.tf32x3, 3, 5e-7)])
  func everyTileAgreesWithTheReference(precision: Precision, count: Int, tolerance: Double) throws {
    let shape = MatMulShape(rows: 137, columns: 150, depth: 61)
    let device = device(precision, groupSize: 256)
    let tiles = plans(device, shape, of: MatMulPlan.self)
    #expect(tiles.count == count)
    for tile in tiles {
      let error = try ProductError(shape, by: tile, on: device)
      #expect(error.largest < tolerance, "\(tile)")
    }
  }

  /// At sizes that fill no tile, with every way in which factors may lie.
  @Test func productsAndConvolutionsAgreeWithTheReference() throws {
    let queue = try testKernels().queue
    for test in MatMulCases.checks + ConvTranspose2DCases.checks + Conv2DCases.checks {
      var device = device(.tf32x3, groupSize: 64)
      let work = WorkLog()
      try test.trial(on: Kernels(queue, plan: device, noting: work)).run()
      for shape in work.products.keys { device.tuned.products[shape] = plans(device, shape)[0] }
      for pass in work.convolutions.keys {
        device.tuned.convolutions[pass] = plans(device, pass, of: Conv2DPlan.self).last
      }
      for shape in work.weightGradients.keys {
        device.tuned.weightGradients[shape] = plans(device, shape)[0]
      }
      let check = try KernelCheck(test, on: Kernels(queue, plan: device))
      #expect(check.agrees, "\(test.name), \(check.worst) off by \(check.error ?? .nan)")
    }
  }

  @Test(arguments: [Precision.tf32, .tf32x3])
  func aTrialAcceptsWhatAgrees(precision: Precision) throws {
    try MatrixUnits(.plain, rate: 1).multiply(on: testKernels().queue, at: precision)
  }

  @Test func aDeviceWithoutThemSaysSo() throws {
    let queue = try testKernels().queue
    guard MatrixUnits(of: queue.device.facts) == nil else { return }
    #expect(throws: MatrixUnitsFault.none(device: queue.device.name)) {
      try MatrixUnits.tried(on: queue, at: .tf32)
    }
  }

  /// In long sums what tensor cores cut off would add up, were it not for leaving them in time.
  @Test func threeProductsAreAsExactAsFloat32() throws {
    let shape = MatMulShape(rows: 64, columns: 64, depth: 4608)
    let device = device(.tf32x3, groupSize: 64)
    let split = try #require(plans(device, shape, of: MatMulPlan.self).first)
    let whole = try #require(MatMulPlan.starts(device, shape).first { $0 != split })
    let error = try ProductError(shape, by: split, on: device)
    let float32 = try ProductError(shape, by: whole, on: device)
    #expect(error.typical < 2 * float32.typical && error.largest < 2 * float32.largest)
  }
}

/// How far a product of random numbers is off.
private struct ProductError {
  /// By the largest result.
  let largest: Double
  /// The root of the mean square, by that of the results.
  let typical: Double

  init(_ shape: MatMulShape, by plan: MatMulPlan, on device: DevicePlan) throws {
    let kernels = Kernels(try testKernels().queue, plan: device)
    var random = CaseInputs(seed: 47)
    let a = random.normal(shape.rows * shape.depth)
    let b = random.normal(shape.depth * shape.columns)
    let c = try kernels.floats(shape.outputCount)
    try kernels.matmul(
      try kernels.queue.makeBuffer(a), try kernels.queue.makeBuffer(b), shape, into: c, plan: plan)
    let found = try kernels.queue.read(c, count: shape.outputCount, as: Float.self)
    var squares = (errors: 0.0, truth: 0.0)
    var most = (error: 0.0, truth: 0.0)
    for row in 0..<shape.rows {
      for column in 0..<shape.columns {
        var truth = 0.0
        for k in 0..<shape.depth {
          truth += Double(a[row * shape.depth + k]) * Double(b[k * shape.columns + column])
        }
        let error = abs(Double(found[row * shape.columns + column]) - truth)
        squares = (squares.errors + error * error, squares.truth + truth * truth)
        most = (error.isNaN ? .infinity : max(most.error, error), max(most.truth, abs(truth)))
      }
    }
    largest = most.error / most.truth
    typical = (squares.errors / squares.truth).squareRoot()
  }
}
