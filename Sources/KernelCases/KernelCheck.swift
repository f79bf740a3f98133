public import Kernels
public import OpenCL

/// How far a device is from the reference in one case.
public struct KernelCheck: Codable, Sendable {
  public let operation: String
  public let name: String
  public let family: DevicePlan.Family
  /// The largest error of any element, relative to the largest expected value of its output; nil
  /// where the device gave another number than NaN or an infinity that was expected, or the reverse.
  public let error: Double?
  public let tolerance: Double
  /// The output with the largest error.
  public let worst: String

  public var agrees: Bool { error.map { $0 <= tolerance } ?? false }

  /// Runs one case on a device and compares every output with the reference.
  ///
  /// - Throws: `OpenCLError` where memory is short or the device refuses the case or fails at it.
  public init(_ case: KernelCase, on kernels: Kernels) throws(OpenCLError) {
    let trial = try `case`.trial(on: kernels)
    try trial.run()
    var worst = (name: trial.outputs.first?.name ?? "", error: 0.0)
    for output in trial.outputs {
      let error = KernelCheck.error(
        of: try output.found(kernels.queue), expected: output.expected())
      if !(error <= worst.error) { worst = (output.name, error) }
    }
    operation = `case`.operation
    name = `case`.name
    family = kernels.plan.family
    error = worst.error.isFinite ? worst.error : nil
    tolerance = `case`.tolerance(at: kernels.plan.precision)
    self.worst = worst.name
  }

  private static func error(of found: [Double], expected: [Double]) -> Double {
    guard found.count == expected.count else { return .infinity }
    let scale = expected.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    var worst = 0.0
    for (value, truth) in zip(found, expected) where !isSame(value, truth) {
      let error = abs(value - truth)
      if !(error <= worst) { worst = error.isNaN ? .infinity : error }
    }
    return scale > 0 ? worst / scale : worst
  }

  /// Equal, infinities included, or both NaN.
  private static func isSame(_ a: Double, _ b: Double) -> Bool { a == b || a.isNaN && b.isNaN }
}
