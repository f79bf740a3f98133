import ArgumentParser
import Foundation
import Ranks

/// This process as one of several that `mpirun` or its like started to compute one training together.
enum RankProcess {
  /// Runs work with the others, or alone where there are none.
  ///
  /// The first process writes and speaks. The others are heard only where they fail and it does not: a device
  /// that is lost. Whoever fails ends all, so that nobody waits for him.
  ///
  /// - Parameter refusal: why several cannot do what is asked; nil where they can.
  /// - Throws: `RankError` where the others cannot be reached, `ValidationError` with the refusal; alone what the
  ///   work throws.
  static func run<Value>(
    telling answer: OutputOptions, refusing refusal: String? = nil,
    _ work: (Ranks, RankedStart) async throws -> Value
  ) async throws -> Value {
    let start = RankedStart()
    guard let launch = Self.launch else { return try await work(.alone, start) }
    let communicator = try MPICommunicator(launch)
    let ranks = try Ranks(communicator, host: ProcessInfo.processInfo.hostName)
    let voice = ranks.isFirst ? STDERR_FILENO : try StandardStreams.mute()
    let ending = RankEnding(
      ranks: ranks, start: start, word: try LastWord(among: ranks), voice: voice)
    let watch = RankWatch(ending, patience: launch.patience)
    defer { withExtendedLifetime(watch) {} }
    do {
      try requireSameCommand(ranks)
      if let refusal { throw ValidationError(refusal) }
      if ranks.isFirst, !answer.quiet { announce(ranks, launch) }
      let value = try await work(ranks, start)
      communicator.leave()
      return value
    } catch {
      guard let failure = Failure(error) else { throw error }
      try? StandardStreams.finish()
      // A process that is gone ends with the same status, and nobody could leave it in peace.
      if error is Interrupted || error is CancellationError {
        ending.stop(failure) { communicator.leave() }
      }
      ending.fail(failure, error)
    }
  }

  /// - Throws: `RankError.otherCommand` where a process was started with other arguments than the first.
  private static func requireSameCommand(_ ranks: Ranks) throws {
    let all = try ranks.gather(Array(CommandLine.arguments.dropFirst()))
    guard let rank = all.firstIndex(where: { $0 != all[0] }) else { return }
    throw RankError.otherCommand(rank: rank, host: ranks.hosts[rank])
  }

  /// What starts as many processes again, before a command, in the same way where that can be seen; nothing
  /// where there is one.
  static var again: [String] {
    guard let launch else { return [] }
    return launcherLine ?? [launch.launcher, "-n", "\(launch.count)"]
  }

  /// The launcher, where it may have been given more than can be seen.
  static var unseenLauncher: String? { launcherLine == nil ? launch?.launcher : nil }

  private static var launcherLine: [String]? {
    LauncherLine.words(before: CommandLine.arguments)
  }

  /// How this process was started as one of several; nil where it is alone.
  static var launch: RankLaunch? { RankLaunch(ProcessInfo.processInfo.environment) }

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
        "; to stop them use kill -USR1 \(getpid())\(hosts > 1 ? " on \(ranks.hosts[0])" : ""), since mpirun "
        + "kills them a second after Ctrl-C, but with --mca odls_base_sigkill_timeout 10"
    }
    StandardStreams.say("\(line)\n")
  }
}
