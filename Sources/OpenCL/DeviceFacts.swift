/// What a device says of itself, and what plans are made from.
public struct DeviceFacts: Codable, Equatable, Sendable {
  public enum Kind: String, Codable, Sendable {
    case gpu, cpu, accelerator
  }

  public let name: String
  public let vendor: String
  public let platform: String
  /// The OpenCL version of the device, as "OpenCL 1.2 …".
  public let version: String
  public let driver: String
  public let kind: Kind
  public let computeUnits: Int
  /// Bytes.
  public let globalMemory: Int
  /// Bytes of the largest single allocation.
  public let maxAllocation: Int
  /// Bytes of local memory a work-group may have.
  public let localMemory: Int
  public let maxWorkGroup: Int
  /// Floats in the device's native vector; 1 on most GPUs.
  public let nativeFloatWidth: Int
  public let extensions: [String]
  /// Work-items of the sub-groups that a kernel may ask for, where `cl_intel_subgroups` and
  /// `cl_intel_required_subgroup_size` are among the extensions.
  public let subGroupWidths: [Int]
}
