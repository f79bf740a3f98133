import ArgumentParser
import Foundation
import OpenCL
import Ranks
import Training

/// The device of one of several processes that compute a training together: on each host the first of them has
/// the first GPU, the next the next, and so on. Without a GPU they share the CPU's cores.
enum RankedDevice {
  /// - Parameter wish: devices as `--device` names them, with commas between; nil where nobody chose.
  /// - Throws: `OpenCLError.noDevice` or `.unknownDevice`; `RankError` where another process has a device of
  ///   another kind; `FailedElsewhere` where it has none.
  static func choose(_ wish: String?, for ranks: Ranks) async throws -> Device {
    // Before anything asks for devices: some count the cores once.
    if let launch = RankLaunch(ProcessInfo.processInfo.environment) {
      let share = try ProcessorShare.take(launch, among: ranks)
      for (name, value) in ThreadShares.environment(ofThreads: share.cores.count) {
        setenv(name, value, 1)
      }
    }
    let idle = (wish?.trimmedList.count ?? 0) - ranks.local.count
    if idle > 0, ranks.isFirst {
      warn("--device names \(idle) more than there are processes on this host.")
    }
    let device = try await ranks.each { try choose(wish, local: ranks.local.rank) }
    try ranks.requireSame("the device", device.name)
    try ranks.requireSame("a driver of version", device.facts.driver)
    return device
  }

  private static func choose(_ wish: String?, local: Int) throws -> Device {
    let wishes = wish?.trimmedList ?? []
    if !wishes.isEmpty { return try DeviceOption.choose(wishes[local % wishes.count]) }
    let gpus = try DeviceOption.all().filter { $0.facts.kind == .gpu }
    return gpus.isEmpty ? try DeviceOption.choose(nil) : gpus[local % gpus.count]
  }

  /// Where each process computes.
  ///
  /// - Throws: `RankError`.
  static func places(of ranks: Ranks, on device: Device) throws -> [RankPlace] {
    try ranks.gather(
      RankPlace(
        host: ProcessInfo.processInfo.hostName, device: device.name,
        cores: ProcessorShare.allowed.count))
  }
}
