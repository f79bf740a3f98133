public import OpenCL

/// What a step should take on a device, by kernel: a projection, which nobody has measured.
public struct StepProjection: Sendable {
  /// All launches of a kernel.
  public struct Row: Sendable {
    public let kernel: String
    public fileprivate(set) var launches = 0
    public fileprivate(set) var flops = 0.0
    public fileprivate(set) var bytes = 0
    public fileprivate(set) var seconds = 0.0
    fileprivate var secondsBound: [LaunchCost.Bound: Double] = [:]

    fileprivate init(_ kernel: String) { self.kernel = kernel }

    fileprivate mutating func add(_ work: LaunchWork, _ cost: LaunchCost) {
      launches += 1
      flops += work.multiplyAdds.flops
      bytes += work.bytes
      seconds += cost.seconds
      secondsBound[cost.bound, default: 0] += cost.seconds
    }

    /// What bounds most of it.
    public var bound: LaunchCost.Bound {
      LaunchCost.Bound.allCases.max { secondsBound[$0, default: 0] < secondsBound[$1, default: 0] }
        ?? .launch
    }
  }

  /// The slowest first.
  public let rows: [Row]
  /// What goes to and from the device takes at least as long as launches.
  public let transferSeconds: Double

  public init(of part: Recording.Part, by model: CostModel) {
    var rows: [String: Row] = [:]
    for launch in part.launches {
      let kernel = launch.kernel.name
      rows[kernel, default: Row(kernel)].add(launch.work, model.cost(of: launch))
    }
    self.rows = rows.values.sorted { ($1.seconds, $0.kernel) < ($0.seconds, $1.kernel) }
    transferSeconds =
      Double(part.transfers.values.reduce(0, +)) * model.ceilings.launchSeconds
  }

  public var launches: Int { rows.reduce(0) { $0 + $1.launches } }
  public var flops: Double { rows.reduce(0) { $0 + $1.flops } }
  public var bytes: Int { rows.reduce(0) { $0 + $1.bytes } }
  public var seconds: Double { rows.reduce(transferSeconds) { $0 + $1.seconds } }
}
