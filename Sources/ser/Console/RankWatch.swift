import Foundation

/// Ends this process where it was told to stop and waits for another that is gone, or computes nothing yet:
/// `mpirun` would kill it without a word.
final class RankWatch {
  private let interrupt: Interrupt

  /// - Parameter patience: how long the launcher lets it live after it told it to stop; nil where nobody knows.
  init(_ ending: RankEnding, patience: Duration?) {
    let longest = (patience ?? .seconds(20)) * 0.4
    interrupt = Interrupt(asWitness: true) {
      // Others listen for the same signal, on the thread that calls this.
      Thread.detachNewThread { Self.watch(ending, for: longest) }
    }
  }

  private static func watch(_ ending: RankEnding, for longest: Duration) -> Never {
    let begun = ContinuousClock.now
    while begun.duration(to: .now) < longest || !mayEnd(ending, after: longest) { usleep(20_000) }
    ending.leaveOthers()
  }

  /// What works comes to its next step, and saves there, unless it waits for one that does not come.
  private static func mayEnd(_ ending: RankEnding, after longest: Duration) -> Bool {
    switch ending.start.stage {
    case .preparing: true
    case .working: ending.ranks.waited ?? .zero >= longest
    case .ending: false
    }
  }
}
