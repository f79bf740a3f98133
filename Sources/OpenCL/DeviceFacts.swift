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
  /// Work-items of a work-group, in all and along each axis.
  public let maxWorkGroup: Int
  public let maxWorkItemSizes: [Int]
  /// Floats in the device's native vector; 1 on most GPUs.
  public let nativeFloatWidth: Int
  public let extensions: [String]
  /// Work-items of the sub-groups that a kernel may ask for, where `cl_intel_subgroups` and
  /// `cl_intel_required_subgroup_size` are among the extensions.
  public let subGroupWidths: [Int]
  /// NVIDIA's number of what a GPU can do, times ten: 90 is 9.0; nil on other devices.
  public let computeCapability: Int?

  /// Parts of the device that each have groups of their own. Intel's drivers count engines of GPUs, of which
  /// sixteen share local memory.
  public var groupUnits: Int {
    kind == .gpu && vendor.contains("Intel") ? max(1, computeUnits / 16) : computeUnits
  }

  /// Whether it runs by pocl, which keeps what it compiles on its own: for the group sizes that are launched.
  /// Asked for a binary, it compiles each kernel of the program for any size too, which nobody launches, and
  /// which takes longer than all the rest.
  public var isPocl: Bool { platform == "Portable Computing Language" }
}

extension DeviceFacts {
  /// Facts as `ser devices --json` writes them, and as older versions did, which did not ask for the sizes
  /// along the axes.
  ///
  /// - Throws: `DecodingError` where one is missing, or such that no device has it.
  public init(from decoder: any Decoder) throws {
    let kept = try decoder.container(keyedBy: CodingKeys.self)
    func text(_ key: CodingKeys) throws -> String { try kept.decode(String.self, forKey: key) }
    func require(_ holds: Bool, _ key: CodingKeys) throws {
      if holds { return }
      throw DecodingError.dataCorruptedError(
        forKey: key, in: kept, debugDescription: "no device has this")
    }
    func number(_ key: CodingKeys, in range: ClosedRange<Int>) throws -> Int {
      let number = try kept.decode(Int.self, forKey: key)
      try require(range ~= number, key)
      return number
    }
    let maxWorkGroup = try number(.maxWorkGroup, in: 1...1 << 16)
    self.init(
      name: try text(.name), vendor: try text(.vendor), platform: try text(.platform),
      version: try text(.version), driver: try text(.driver),
      kind: try kept.decode(Kind.self, forKey: .kind),
      computeUnits: try number(.computeUnits, in: 1...1 << 20),
      globalMemory: try number(.globalMemory, in: 1...1 << 50),
      maxAllocation: try number(.maxAllocation, in: 1...1 << 50),
      localMemory: try number(.localMemory, in: 0...1 << 40), maxWorkGroup: maxWorkGroup,
      maxWorkItemSizes: try kept.decodeIfPresent([Int].self, forKey: .maxWorkItemSizes)
        ?? [maxWorkGroup, maxWorkGroup, maxWorkGroup],
      nativeFloatWidth: try number(.nativeFloatWidth, in: 1...1 << 10),
      extensions: try kept.decode([String].self, forKey: .extensions),
      subGroupWidths: try kept.decode([Int].self, forKey: .subGroupWidths),
      computeCapability: try kept.decodeIfPresent(Int.self, forKey: .computeCapability))
    try require(maxWorkItemSizes.count >= 3, .maxWorkItemSizes)
    try require(maxWorkItemSizes.allSatisfy { 1...1 << 40 ~= $0 }, .maxWorkItemSizes)
    try require(subGroupWidths.allSatisfy { 1...1 << 10 ~= $0 }, .subGroupWidths)
  }
}
