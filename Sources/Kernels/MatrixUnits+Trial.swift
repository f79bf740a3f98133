public import OpenCL

/// Why a device's products stay in float32, though another precision was asked for.
public enum MatrixUnitsFault: Error, Equatable, Sendable {
  /// It has no units that kernels know of.
  case none(device: String)
  /// Its compiler refuses their instruction; `log` begins with why.
  case notCompiled(device: String, log: String)
  /// A product is off by `error` of its largest result.
  case disagrees(device: String, error: Double)
  /// The device cannot do the product at all.
  case failed(OpenCLError)
}

extension MatrixUnitsFault: CustomStringConvertible {
  /// A sentence.
  public var description: String {
    switch self {
    case .none(let device):
      "\(device) has no matrix units that kernels know of; NVIDIA's GPUs have them from compute "
        + "capability 8.0 on."
    case .notCompiled(let device, let log):
      "The compiler of \(device) refuses the instruction of its matrix units: "
        + (log.split(whereSeparator: \.isNewline).first.map(String.init) ?? "it does not say why")
        + "."
    case .disagrees(let device, let error):
      "The matrix units of \(device) are off by \(error) of the largest result."
    case .failed(let error): error.description
    }
  }
}

extension MatrixUnits {
  /// The units of a queue's device, once they have multiplied random numbers as float32 does.
  ///
  /// - Throws: `MatrixUnitsFault`.
  public static func tried(on queue: Queue, at precision: Precision) throws(MatrixUnitsFault)
    -> MatrixUnits
  {
    let facts = queue.device.facts
    guard let units = MatrixUnits(of: facts) else { throw .none(device: facts.name) }
    try units.multiply(on: queue, at: precision)
    return units
  }

  /// Multiplies random numbers with every tile, and compares with float32.
  ///
  /// - Throws: `MatrixUnitsFault`.
  public func multiply(on queue: Queue, at precision: Precision) throws(MatrixUnitsFault) {
    let error: Double
    do throws(OpenCLError) {
      error = try largestError(
        on: Kernels(
          queue,
          plan: DevicePlan(
            queue.device.facts, forced: .gpu, precision: precision, matrixUnits: self)))
    } catch {
      guard case .build(let device, _, _, let log) = error else { throw .failed(error) }
      throw .notCompiled(device: device, log: log)
    }
    // Factors of 10 bits leave some 3e-4, split ones 2e-7.
    guard error <= (precision == .tf32 ? 1e-3 : 1e-6) else {
      throw .disagrees(device: queue.device.name, error: error)
    }
  }

  /// The largest difference between any tile's product and that of a tile in float32, by the largest
  /// result.
  private func largestError(on kernels: Kernels) throws(OpenCLError) -> Double {
    // Every tile has to leave out a part of itself.
    let shape = MatMulShape(rows: 132, columns: 140, depth: 68)
    let values = shape.depth * max(shape.rows, shape.columns)
    let a = try kernels.floats(values)
    let b = try kernels.floats(values)
    for (stream, side) in [a, b].enumerated() {
      try kernels.randomNormal(
        RandomStream(seed: 7, stream: UInt64(stream)), into: side, RandomSamples(1, of: values))
    }
    let c = try kernels.floats(shape.outputCount)
    func product(_ tile: GroupTile) throws(OpenCLError) -> [Float] {
      try kernels.queue.fill(c, with: Float.nan, count: shape.outputCount)
      try kernels.matmul(
        a, b, shape, into: c, plan: MatMulPlan(method: .group(tile), splits: 1))
      return try kernels.queue.read(c, count: shape.outputCount)
    }
    let truth = try product(GroupTile.choices(kernels.plan.at(.float32))[0])
    var error: Float = 0
    for tile in GroupTile.choices(kernels.plan) where tile.precision != .float32 {
      for (found, expected) in zip(try product(tile), truth) {
        let difference = abs(found - expected)
        error = difference.isNaN ? .infinity : max(error, difference)
      }
    }
    return Double(error / truth.reduce(0) { max($0, abs($1)) })
  }
}
