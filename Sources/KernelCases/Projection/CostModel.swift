public import Kernels
public import OpenCL

/// How long launches should take on a device, which need not be here: its arithmetic or its memory's traffic,
/// whichever takes longer at the device's ceilings, and the launch itself.
public struct CostModel: Sendable {
  public let facts: DeviceFacts
  public let family: DevicePlan.Family
  public let ceilings: Ceilings

  public init(_ facts: DeviceFacts, family: DevicePlan.Family, ceilings: Ceilings) {
    (self.facts, self.family, self.ceilings) = (facts, family, ceilings)
  }

  public func cost(of launch: Recording.Launch) -> LaunchCost {
    let items = launch.global.reduce(1, *)
    // Where the driver chooses, about what drivers do.
    let groupItems = launch.local.map { $0.reduce(1, *) } ?? min(items, 256)
    let groups = Double(items) / Double(groupItems)
    let units = facts.groupUnits
    let load = UnitLoad(groups: groups, ofItems: groupItems, on: units)
    // Those that have a group at all.
    let busy = UnitLoad(
      groups: groups, ofItems: groupItems, on: min(units, Int(groups.rounded(.up))))
    let sums = launch.work.multiplyAdds
    let multiplying = sums.flops / (1e9 * ceilings.gflops * sums.rate)
    let moving = Double(launch.work.bytes) / (1e9 * ceilings.gbytesPerS)
    // All wait for the busiest unit.
    let idle = load.rounds * Double(units) / groups
    return switch family {
    case .gpu:
      LaunchCost(
        multiplying: multiplying * idle * busy.waiting, moving: moving / load.reading,
        launching: ceilings.launchSeconds)
    case .cpu:
      LaunchCost(
        multiplying: multiplying * idle, moving: moving * idle, launching: ceilings.launchSeconds)
    }
  }
}
