import CScheduler

/// The cores that a process which computes on a CPU shares with the others of its host: no two have the same, so
/// that they do not fight for these.
public struct ProcessorShare: Sendable, Equatable {
  /// Cores by their numbers.
  public let cores: [Int]

  /// - Parameters:
  ///   - number: of the process among those of its host.
  ///   - count: how many these are; where they are more than cores, some share one.
  init(_ number: Int, of count: Int, from all: [Int]) {
    let first = number * all.count / count
    let end = max(first + 1, (number + 1) * all.count / count)
    cores = all.isEmpty ? [] : Array(all[first..<end])
  }

  /// Keeps this process to its share of the host's cores.
  ///
  /// - Parameter launch: where whoever started the processes was told which cores each may have, it stays so;
  ///   `mpirun` by itself keeps two processes to a core each, however many there are.
  public static func take(_ launch: RankLaunch, local: (rank: Int, count: Int)) -> ProcessorShare {
    if launch.isBound { return ProcessorShare(0, of: 1, from: allowed) }
    // All that the process may have: the system takes away those that are not its own.
    allow(Array(0..<most))
    let share = ProcessorShare(local.rank, of: local.count, from: allowed)
    allow(share.cores)
    return share
  }

  /// The most cores that the system counts in a set.
  private static let most = 1 << 10

  /// The cores on which this process may run.
  public static var allowed: [Int] {
    var set = [UInt8](repeating: 0, count: most / 8)
    guard sched_getaffinity(0, set.count, &set) >= 0 else { return [0] }
    return (0..<most).filter { set[$0 / 8] >> ($0 % 8) & 1 == 1 }
  }

  private static func allow(_ cores: [Int]) {
    var set = [UInt8](repeating: 0, count: most / 8)
    for core in cores { set[core / 8] |= 1 << (core % 8) }
    _ = sched_setaffinity(0, set.count, set)
  }
}
