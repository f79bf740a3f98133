import CScheduler
import Foundation

/// The cores that a process which computes on a CPU shares with the others of its host: no two have the same, so
/// that they do not fight for these.
public struct ProcessorShare: Sendable, Equatable {
  /// Cores by their numbers.
  public let cores: [Int]

  /// - Parameters:
  ///   - rank: of the process.
  ///   - allowed: the cores that each process may have; those that one launcher gave to several of a host are
  ///     divided among these. Where they are more than cores, some share one.
  ///   - hosts: the host of each process.
  init(of rank: Int, from allowed: [[Int]], on hosts: [String]) {
    let all = allowed[rank]
    let rivals = hosts.indices.filter { hosts[$0] == hosts[rank] && allowed[$0] == all }
    let number = rivals.prefix { $0 < rank }.count
    let first = number * all.count / rivals.count
    let end = max(first + 1, (number + 1) * all.count / rivals.count)
    cores = all.isEmpty ? [] : Array(all[first..<end])
  }

  /// Keeps this process to its share of the host's cores.
  ///
  /// - Parameter launch: where whoever started the processes was told which cores each may have, it stays so;
  ///   `mpirun` by itself keeps two processes to a core each, however many there are.
  /// - Throws: `RankError.call`.
  public static func take(_ launch: RankLaunch, among ranks: Ranks) throws -> ProcessorShare {
    // All that the process may have: the system takes away those that are not its own.
    if launch.isBoundUnasked { keep(to: Array(0..<most)) }
    let share = ProcessorShare(of: ranks.rank, from: try ranks.gather(allowed), on: ranks.hosts)
    keep(to: share.cores)
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

  /// Keeps all threads to cores, and with them those that they begin later: the system knows of no process here,
  /// and work goes on in whichever thread is free.
  static func keep(to cores: [Int]) {
    var set = [UInt8](repeating: 0, count: most / 8)
    for core in cores { set[core / 8] |= 1 << (core % 8) }
    var kept: Set<pid_t> = []
    while true {
      let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")
      // One that was begun meanwhile may be of one that was not kept yet.
      let others = Set((names ?? []).compactMap { pid_t($0) }).subtracting(kept)
      if others.isEmpty { return }
      for thread in others { _ = sched_setaffinity(thread, set.count, set) }
      kept.formUnion(others)
    }
  }
}
