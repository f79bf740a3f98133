import Foundation
import Ranks

/// The right to say how all processes end, which one process of the first's host takes: the first where it lives,
/// and whoever outlives it where it is killed without a word.
///
/// It is a byte in a pipe of the first process, which the others of its host have open too: one alone can read it,
/// and nothing is left where all are killed.
final class LastWord: Sendable {
  private let pipe: Int32

  /// - Throws: `RankError.call`.
  init(among ranks: Ranks) throws {
    var ends: [Int32] = [-1, -1]
    if ranks.isFirst, Foundation.pipe(&ends) == 0 {
      write(ends[1], "1", 1)
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    }
    let place = try ranks.fromFirst { "/proc/\(getpid())/fd/\(ends[0])" }
    let isBesideFirst = ranks.hosts[ranks.rank] == ranks.hosts[0]
    if ranks.isFirst {
      pipe = ends[0]
    } else {
      pipe = isBesideFirst ? open(place, O_RDONLY | O_NONBLOCK | O_CLOEXEC) : -1
    }
    // The first must not end before they have it.
    try ranks.meet()
  }

  /// - Returns: whether this process has it now, and nobody had it before.
  func take() -> Bool {
    var byte: UInt8 = 0
    return read(pipe, &byte, 1) == 1
  }
}
