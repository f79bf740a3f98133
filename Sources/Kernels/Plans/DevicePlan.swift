public import OpenCL

/// How kernels are laid out for a device: the choices that all families share. Each family makes
/// its own plan (tiles, variants) from this and the shape.
public struct DevicePlan: Codable, Equatable, Sendable {
  /// The two ways to write a heavy kernel.
  public enum Family: String, CaseIterable, Codable, Sendable {
    /// One work-item does a whole register tile with explicit vectors; no barriers.
    case cpu
    /// Work-groups share tiles in local memory; each work-item has a few results in registers.
    case gpu
  }

  /// How convolutions are done where there is more than one way.
  public enum Convolution: String, CaseIterable, Codable, Sendable {
    /// The way that is quicker for the shape.
    case automatic
    /// The sum as it is defined.
    case direct
    /// Winograd's algorithm for every shape that it takes, on devices that have it.
    case winograd
  }

  public let family: Family
  /// Floats in an explicit vector: 16, 8 or 4 on CPUs, 1 on GPUs, where neighbouring work-items
  /// are the vector.
  public let vectorWidth: Int
  /// Parts of the device that each have groups of their own.
  public let computeUnits: Int
  /// Work-items in a group of an elementwise kernel.
  public let groupSize: Int
  /// Work-items in a group at most, for the few kernels whose work has no more groups than samples.
  public let largestGroup: Int
  /// Bytes of local memory that a work-group may have.
  public let localMemory: Int
  /// Bytes that Winograd's transformed tiles may take at a time on a GPU: enough for every unit, and a small
  /// share of the memory. The more, the fewer launches.
  public let transformBytes: Int
  /// Multiply-adds in the time of a byte of memory, for one on an H100: what Winograd's transforms cost a GPU
  /// beside what they save. By what makers publish, and 1 where nothing is known, so that a device's results
  /// do not hang on what was measured when.
  public let balance: Double
  /// Work-items of the sub-groups that kernels may ask for; none on most devices.
  public let subGroupWidths: [Int]
  public var convolution: Convolution
  /// What factors of products may be rounded to where `matrixUnits` are quicker with them.
  public var precision: Precision
  public let matrixUnits: MatrixUnits?
  /// What tuning found, which goes before the rules.
  public var tuned: TunedPlans

  /// - Parameters:
  ///   - largestGroup: if not said, `groupSize`.
  ///   - localMemory: if not said, what OpenCL 1.2 demands of a device.
  ///   - transformBytes: if not said, what every GPU lends at once.
  public init(
    family: Family, vectorWidth: Int, computeUnits: Int, groupSize: Int,
    largestGroup: Int? = nil, localMemory: Int = 32 << 10,
    transformBytes: Int = leastTransformBytes, balance: Double = 1,
    subGroupWidths: [Int] = [], convolution: Convolution = .automatic,
    precision: Precision = .float32, matrixUnits: MatrixUnits? = nil,
    tuned: TunedPlans = TunedPlans()
  ) {
    self.family = family
    self.vectorWidth = vectorWidth
    self.computeUnits = computeUnits
    self.groupSize = groupSize
    self.largestGroup = largestGroup ?? groupSize
    self.localMemory = localMemory
    self.transformBytes = transformBytes
    self.balance = balance
    self.subGroupWidths = subGroupWidths
    self.convolution = convolution
    self.precision = precision
    self.matrixUnits = matrixUnits
    self.tuned = tuned
  }

  public static let leastTransformBytes = 192 << 20

  /// The plan for a device, or with `forced` as another kind of device would be used: both
  /// families are correct on every device.
  public init(
    _ facts: DeviceFacts, forced: Family? = nil, convolution: Convolution = .automatic,
    precision: Precision = .float32, matrixUnits: MatrixUnits? = nil,
    tuned: TunedPlans = TunedPlans()
  ) {
    let family = forced ?? Family.all(on: facts)[0]
    let native = facts.nativeFloatWidth
    // Along either of the first two axes, whichever a kernel's groups lie along.
    let mostItems = ([facts.maxWorkGroup] + facts.maxWorkItemSizes.prefix(2)).reduce(1024, min)
    self.init(
      family: family,
      vectorWidth: family == .gpu ? 1 : native >= 16 ? 16 : native >= 8 ? 8 : 4,
      computeUnits: facts.groupUnits, groupSize: min(256, mostItems), largestGroup: mostItems,
      localMemory: facts.localMemory,
      transformBytes: min(max(facts.globalMemory / 64, Self.leastTransformBytes), 768 << 20),
      balance: KnownDevice.of(facts)?.balance ?? 1, subGroupWidths: facts.subGroupWidths,
      convolution: convolution, precision: precision, matrixUnits: matrixUnits, tuned: tuned)
  }

  /// The same device at another precision.
  func at(_ precision: Precision) -> DevicePlan {
    var plan = self
    plan.precision = precision
    return plan
  }

  /// Work-items in a group that does a sample by itself: as many as there may be, a power of two.
  var sampleGroup: Int {
    var items = 1
    while 2 * items <= largestGroup { items *= 2 }
    return items
  }

  /// The device as Winograd's products use it.
  var forWinograd: DevicePlan { at(precision.forWinograd) }

  /// A plan kept by a program that had only direct convolution goes on with it; one that knew nothing
  /// of local memory with what every device has, and one that knew no larger groups, sub-groups, matrix
  /// units or tuning without.
  ///
  /// - Throws: `DecodingError` where it lacks what every plan has, or a value is none of its kind or
  ///   such that no device has it.
  public init(from decoder: any Decoder) throws {
    let kept = try decoder.container(keyedBy: CodingKeys.self)
    func require(_ holds: Bool, _ key: CodingKeys) throws {
      if holds { return }
      throw DecodingError.dataCorruptedError(
        forKey: key, in: kept, debugDescription: "no device has this")
    }
    self.init(
      family: try kept.decode(Family.self, forKey: .family),
      vectorWidth: try kept.decode(Int.self, forKey: .vectorWidth),
      computeUnits: try kept.decode(Int.self, forKey: .computeUnits),
      groupSize: try kept.decode(Int.self, forKey: .groupSize),
      largestGroup: try kept.decodeIfPresent(Int.self, forKey: .largestGroup),
      localMemory: try kept.decodeIfPresent(Int.self, forKey: .localMemory) ?? 32 << 10,
      transformBytes: try kept.decodeIfPresent(Int.self, forKey: .transformBytes)
        ?? Self.leastTransformBytes,
      balance: try kept.decodeIfPresent(Double.self, forKey: .balance) ?? 1,
      subGroupWidths: try kept.decodeIfPresent([Int].self, forKey: .subGroupWidths) ?? [],
      convolution: try kept.decodeIfPresent(Convolution.self, forKey: .convolution) ?? .direct,
      precision: try kept.decodeIfPresent(Precision.self, forKey: .precision) ?? .float32,
      matrixUnits: try kept.decodeIfPresent(MatrixUnits.self, forKey: .matrixUnits),
      tuned: try kept.decodeIfPresent(TunedPlans.self, forKey: .tuned) ?? TunedPlans())
    try require([1, 4, 8, 16].contains(vectorWidth), .vectorWidth)
    try require(1...1 << 20 ~= computeUnits, .computeUnits)
    try require(1...1 << 16 ~= groupSize, .groupSize)
    try require(groupSize...1 << 16 ~= largestGroup, .largestGroup)
    try require(0...1 << 40 ~= localMemory, .localMemory)
    try require(1 << 20...1 << 40 ~= transformBytes, .transformBytes)
    try require(balance > 0 && balance.isFinite, .balance)
    try require(matrixUnits.map { $0.rate > 0 } ?? true, .matrixUnits)
    try require(subGroupWidths.allSatisfy { 1...1 << 10 ~= $0 }, .subGroupWidths)
  }
}

extension DevicePlan.Family {
  /// Those that are right on a device, its own first: on most both.
  ///
  /// Mesa's llvmpipe makes the lanes of its vectors of work-items, as a GPU does, and ends a work-item's
  /// loops after 65,535 rounds in all, which kernels for CPUs exceed.
  public static func all(on facts: DeviceFacts) -> [DevicePlan.Family] {
    if facts.name.hasPrefix("llvmpipe") { return [.gpu] }
    return facts.kind == .cpu ? [.cpu, .gpu] : [.gpu, .cpu]
  }
}
