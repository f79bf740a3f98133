import Foundation
import Ranks
import Training

/// This process as one of several that `mpirun` or its like started to compute one training together.
enum RankProcess {
  /// Runs work with the others, or alone where there are none.
  ///
  /// The first process writes and speaks. The others are heard only where they fail and it does not: a device
  /// that is lost, a recording that one host lacks. Whoever fails ends all, so that nobody waits for him.
  ///
  /// - Throws: `RankError` where the others cannot be reached; alone, and where the user stopped the work, what
  ///   the work throws.
  static func run<Value>(
    telling answer: OutputOptions, _ work: (Ranks) async throws -> Value
  ) async throws -> Value {
    guard let launch = Self.launch else { return try await work(.alone) }
    let communicator = try MPICommunicator(launch)
    let ranks = try Ranks(communicator, host: ProcessInfo.processInfo.hostName)
    let voice = ranks.isFirst ? STDERR_FILENO : try StandardStreams.mute()
    let watch = RankWatch(ranks, patience: launch.patience, voice: voice)
    defer { withExtendedLifetime(watch) {} }
    do {
      if ranks.isFirst, !answer.quiet { announce(ranks, launch) }
      let value = try await work(ranks)
      communicator.leave()
      return value
    } catch {
      guard let failure = Failure(error) else { throw error }
      // A process that is gone ends with the same status, and nobody could leave it in peace.
      if error is Interrupted || error is CancellationError {
        endLater(after: ranks.isFirst ? 20 : 120)
        communicator.leave()
        throw error
      }
      try? StandardStreams.finish()
      letTheFirstSpeak()
      failure.say(of: ranks, to: voice)
      ranks.abort(status: failure.status.rawValue)
      Foundation.exit(failure.status.rawValue)
    }
  }

  /// Ends this process, and with it all, where the others do not leave with it: leaving waits for them. The first
  /// has saved by then, and they may still wait for that.
  private static func endLater(after seconds: UInt32) {
    Thread.detachNewThread {
      sleep(seconds)
      _exit(ExitStatus.interrupted.rawValue)
    }
  }

  /// What starts as many processes again, before a command; empty where there is one.
  static var again: String { launch.map { "\($0.launcher) -n \($0.count) " } ?? "" }

  private static var launch: RankLaunch? { RankLaunch(ProcessInfo.processInfo.environment) }

  /// Waits in the other processes before they say what is wrong: what all meet, the first says, and its end is
  /// that of all.
  static func letTheFirstSpeak() {
    guard let launch, launch.rank > 0 else { return }
    // The launcher ends the others as late as it was told.
    sleep(UInt32(2 + (launch.patience ?? .zero) / .seconds(1)))
  }

  private static func announce(_ ranks: Ranks, _ launch: RankLaunch) {
    let hosts = Set(ranks.hosts).count
    var line =
      "\(ranks.count) processes on \(counted(hosts, "host")) compute each training together"
    if launch.patience == .seconds(1) {
      line +=
        "; mpirun kills them a second after Ctrl-C: with --mca odls_base_sigkill_timeout 10 they have 10 to save"
    }
    StandardStreams.say("\(line)\n")
  }
}

/// Ends this process where it was told to stop and waits for another that is gone: `mpirun` would kill it without
/// a word.
private final class RankWatch {
  private let interrupt: Interrupt

  /// - Parameters:
  ///   - patience: how long the launcher lets it live after it told it to stop; nil where nobody knows.
  ///   - voice: the file to speak to.
  init(_ ranks: Ranks, patience: Duration?, voice: Int32) {
    let longest = (patience ?? .seconds(20)) * 0.4
    interrupt = Interrupt {
      // Others listen for the same signal, on the thread that calls this.
      Thread.detachNewThread { Self.watch(ranks, for: longest, voice: voice) }
    }
  }

  private static func watch(_ ranks: Ranks, for longest: Duration, voice: Int32) -> Never {
    let begun = ContinuousClock.now
    while min(ranks.waited ?? .zero, begun.duration(to: .now)) < longest { usleep(20_000) }
    if ranks.isFirst {
      let sentence =
        "ser: Another process of this training is gone, or was too slow to stop with the others; the run goes "
        + "on from its last checkpoint where the command is given again with --resume.\n"
      _ = sentence.withCString { write(voice, $0, strlen($0)) }
      // What the last to live says in its last moment, mpirun passes on no more.
      usleep(400_000)
    }
    _exit(ExitStatus.interrupted.rawValue)
  }
}

extension Failure {
  /// Says what went wrong, and where, if that is not the first process.
  fileprivate func say(of ranks: Ranks, to voice: Int32) {
    let place = ranks.isFirst ? "" : "rank \(ranks.rank) on \(ranks.hosts[ranks.rank]): "
    let line = "ser: \(place)\(sentence)\n"
    _ = line.withCString { write(voice, $0, strlen($0)) }
  }
}
