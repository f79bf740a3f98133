public import Kernels
public import OpenCL

/// A plan whose work can be done on random numbers.
public protocol MeasurablePlan: SearchablePlan {
  /// The work with its inputs on the device.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  static func trial(of work: Work, on kernels: Kernels) throws(OpenCLError) -> TuningTrial<Self>

  /// What the work is, in words and sizes.
  static func title(of work: Work) -> String
}

/// Work with its inputs on a device, to be done by any plan.
public struct TuningTrial<Plan> {
  /// Enqueues it once.
  let run: (Plan) throws(OpenCLError) -> Void
  /// What it leaves.
  let output: Buffer
  let count: Int
}

extension MatMulPlan: MeasurablePlan {
  public static func title(of shape: MatMulShape) -> String { "product \(shape)" }

  public static func trial(of shape: MatMulShape, on kernels: Kernels) throws(OpenCLError)
    -> TuningTrial<MatMulPlan>
  {
    let area = shape.depth * (shape.sharedA ? 1 : shape.batch)
    let a = try kernels.noise(shape.rows * area, stream: 0)
    let b = try kernels.noise(
      shape.columns * shape.depth * (shape.sharedB ? 1 : shape.batch), stream: 1)
    let c = try kernels.floats(shape.outputCount)
    return TuningTrial(
      run: { (plan) throws(OpenCLError) in try kernels.matmul(a, b, shape, into: c, plan: plan) },
      output: c, count: shape.outputCount)
  }
}

extension Conv2DPlan: MeasurablePlan {
  public static func title(of pass: Conv2DPass) -> String {
    switch pass {
    case .forward(let shape): "convolution \(shape)"
    case .dataGradient(let shape): "data gradient \(shape)"
    }
  }

  public static func trial(of pass: Conv2DPass, on kernels: Kernels) throws(OpenCLError)
    -> TuningTrial<Conv2DPlan>
  {
    let shape = pass.shape
    let weight = try kernels.noise(shape.weightCount, stream: 2)
    switch pass {
    case .forward:
      let x = try kernels.noise(shape.inputCount, stream: 3)
      let y = try kernels.floats(shape.outputCount)
      return TuningTrial(
        run: { (plan) throws(OpenCLError) in
          try kernels.conv2d(x, weight: weight, shape, into: y, plan: plan)
        }, output: y, count: shape.outputCount)
    case .dataGradient:
      let dy = try kernels.noise(shape.outputCount, stream: 4)
      let dx = try kernels.floats(shape.inputCount)
      return TuningTrial(
        run: { (plan) throws(OpenCLError) in
          try kernels.conv2dDataGradient(dy, weight: weight, shape, into: dx, plan: plan)
        }, output: dx, count: shape.inputCount)
    }
  }
}

extension Conv2DWeightGradientPlan: MeasurablePlan {
  public static func title(of shape: Conv2DShape) -> String { "weight gradient \(shape)" }

  public static func trial(of shape: Conv2DShape, on kernels: Kernels) throws(OpenCLError)
    -> TuningTrial<Conv2DWeightGradientPlan>
  {
    let x = try kernels.noise(shape.inputCount, stream: 5)
    let dy = try kernels.noise(shape.outputCount, stream: 6)
    let dw = try kernels.floats(shape.weightCount)
    return TuningTrial(
      run: { (plan) throws(OpenCLError) in
        try kernels.conv2dWeightGradient(x, dy: dy, shape, into: dw, plan: plan)
      }, output: dw, count: shape.weightCount)
  }
}

extension Kernels {
  fileprivate func noise(_ count: Int, stream: UInt64) throws(OpenCLError) -> Buffer {
    let values = try floats(count)
    try randomNormal(
      RandomStream(seed: 7, stream: stream), into: values, RandomSamples(1, of: count))
    return values
  }
}
