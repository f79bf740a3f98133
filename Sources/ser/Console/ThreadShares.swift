import Foundation

/// The threads of processes that compute on one CPU side by side: no more in all than it has cores, so that
/// they do not fight for these.
struct ThreadShares {
  private let counts: [Int]

  /// - Parameter count: how many processes there are; each has a thread at least.
  init(_ count: Int, ofCores cores: Int = ProcessInfo.processInfo.activeProcessorCount) {
    counts = (0..<count).map { max(1, ($0 + 1) * cores / count - $0 * cores / count) }
  }

  /// What tells pocl how many threads a process has, in its versions before and from 5.0 on.
  ///
  /// The device says that it has as many compute units then. Sums are split by those of the plan that the
  /// run's folder keeps, which the whole device made: their bits are the same.
  func environment(_ number: Int) -> [String: String] {
    Self.environment(ofThreads: counts[number])
  }

  static func environment(ofThreads number: Int) -> [String: String] {
    let count = "\(number)"
    return ["POCL_MAX_PTHREAD_COUNT": count, "POCL_CPU_MAX_CU_COUNT": count]
  }
}
