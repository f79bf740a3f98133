public import OpenCL

/// Units of a device that multiply small matrices of TF32 factors: tensor cores.
public struct MatrixUnits: Codable, Equatable, Sendable {
  /// How kernels reach them.
  public enum Instruction: String, Codable, Sendable {
    /// NVIDIA's, as PTX within OpenCL C (`kernels/mma_ptx.cl`).
    case ptx
    /// None is there: the same in plain C, which shows what the kernels compute (`kernels/mma_plain.cl`).
    case plain

    var file: String { "mma_\(rawValue)" }
  }

  public let instruction: Instruction
  /// Multiply-adds of TF32 factors in the time of one in float32, at most.
  public let rate: Double

  public init(_ instruction: Instruction, rate: Double) {
    (self.instruction, self.rate) = (instruction, rate)
  }

  /// What a device has by its own word; nil where kernels know nothing of it.
  public init?(of facts: DeviceFacts) {
    guard facts.vendor.contains("NVIDIA"), let capability = facts.computeCapability,
      capability >= 80
    else { return nil }
    let rate =
      switch capability {
      // By the makers' figures: an A100 does 156 TFLOP/s in TF32 and 19.5 in float32.
      case 80: 8.0
      // An H100's reach 494 TFLOP/s, but 325 by this instruction, which is older than the card.
      case 90: 5.2
      case 100, 103: 4.0
      // GeForce cards do as many either way, the larger cards of their kind twice as many in TF32.
      default: 1.0
      }
    self.init(.ptx, rate: rate)
  }

  /// Whether rules may expect anything of them.
  public var areQuicker: Bool { rate > 1 }
}

extension DevicePlan {
  /// How many times as quick as in float32 a product is expected to be.
  func speedup(at precision: Precision, rows: Int, columns: Int, depth: Int) -> Double {
    if family == .cpu || precision == .float32 || matrixUnits == nil { return 1 }
    func time(_ precision: Precision) -> Double {
      let device = at(precision)
      return GroupTile(device, rows: rows, columns: columns, depth: depth).time(
        device, rows: rows, columns: columns, depth: depth, batch: 1, splits: 1)
    }
    return time(.float32) / time(precision)
  }
}
