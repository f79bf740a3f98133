import Files
public import Foundation

/// This process as one of several that share a run: each takes the next part that nobody has, until all are
/// computed.
///
/// Nobody leads, and the run's folder is all that they have in common. Who takes part has a record of its
/// own in `joiners`, and of each part that it computes one in `parts`, by the rules of `RunLease`: what a
/// process has that was killed is free, at once on the same machine, on others when it has been silent for
/// `RunLease.silence` seconds. What must not be done by two at a time is done in turn.
public final class JoinedRun {
  /// A part of an experiment, and the fold that it is of.
  public struct Part: Sendable, Equatable, Codable {
    public let name: String
    public let fold: String

    public init(_ name: String, of fold: String) { (self.name, self.fold) = (name, fold) }
  }

  private static let folderName = "joiners"
  private static let turnName = ".turn.json"
  /// Seconds from one look for a free part, or a turn, to the next: the first, and the longest.
  private static let (firstPause, longestPause) = (0.05, 2.0)
  /// How long to wait for a process that tries to have all of the run.
  private static let patience = Duration.seconds(3)

  private let run: URL
  private let parts: PartFolder
  /// The record that says that this process takes part.
  private var own: RunLease
  private let fileName: String
  private var turn: RunLease?
  private var claim: RunLease?
  /// The parts that are known to be kept, and as they were written.
  private var kept: Set<String> = []

  /// Takes part in a run, whose folder is made where there is none, and begins a turn.
  ///
  /// - Parameter isStopped: whether to wait no more for others.
  /// - Throws: `RunError.held` where a process that does not share it has the run; `.file`;
  ///   `TrainingInterrupted` where the wait was stopped.
  public init(_ run: URL, isStopped: () -> Bool = { false }) throws {
    self.run = run
    parts = PartFolder(of: run)
    let turn = try Self.turn(in: run, isStopped)
    self.turn = turn
    let me = ProcessIdentity.current
    let number = String(UInt32.random(in: .min ... .max), radix: 36)
    fileName = "\(me.host)-\(me.process)-\(number).json"
    let folder = Self.folder(of: run)
    do throws(FileError) {
      if Self.living(in: run, at: turn.now()).isEmpty {
        try PartFolder(of: run).removeLeftovers()
        try Self.removeDrafts(in: folder)
      }
    } catch {
      throw RunError.file(error)
    }
    own = try RunLease(of: folder, fileName: fileName)
    // Who wants all of it does these two the other way round, so that at most one of the two has it.
    do { try waitForNoneOfAll(isStopped) } catch {
      leave()
      throw error
    }
  }

  /// Waits a moment for a process that tries to have all of the run, since it may be refused for the sake of
  /// others that share it, as it is where it looks now.
  private func waitForNoneOfAll(_ isStopped: () -> Bool) throws {
    let end = ContinuousClock.now + Self.patience
    while true {
      do { return try RunLease.requireNoneOfAll(of: run, at: own.now()) } catch {
        guard case .held = error, ContinuousClock.now < end else { throw error }
      }
      if isStopped() { throw TrainingInterrupted(part: "waiting for a turn") }
      Thread.sleep(forTimeInterval: Self.firstPause)
    }
  }

  /// Takes part again where others took this process for dead, which was silent for too long.
  ///
  /// - Parameter isStopped: whether to wait no more for others.
  /// - Throws: as `init`; `RunError.removed` where the run is gone.
  private func takePartAgain(_ isStopped: () -> Bool) throws {
    guard (try? own.confirm()) == nil else { return }
    guard RunFolder.isStarted(run) else { throw RunError.removed(path: run.path) }
    try beginTurn(isStopped: isStopped)
    defer { endTurn() }
    own = try RunLease(of: Self.folder(of: run), fileName: fileName)
    try waitForNoneOfAll(isStopped)
  }

  deinit { leave() }

  /// The name by which its own files of the run are told from those of others.
  public var name: String { String(fileName.dropLast(".json".count)) }

  static func folder(of run: URL) -> URL {
    run.appendingPathComponent(folderName, isDirectory: true)
  }

  /// Removes what processes left that were killed while they wrote, where no other lives and this one has
  /// the turn.
  ///
  /// - Throws: `FileError.io`.
  private static func removeDrafts(in folder: URL) throws(FileError) {
    for name in try Folder.names(in: folder) where name.hasPrefix(".") && name != turnName {
      try Folder.remove(folder.appendingPathComponent(name))
    }
  }

  /// The processes that share a run now.
  ///
  /// - Parameter now: by the clock of the folder's file system, where that is known.
  static func living(in run: URL, but fileName: String? = nil, at now: Date) -> [FoundLease] {
    let folder = folder(of: run)
    let names = (try? Folder.names(in: folder)) ?? []
    return names.filter { $0 != fileName && !$0.hasPrefix(".") }
      .compactMap { RunLease.living(in: folder, $0, at: now) }
  }

  // MARK: Turns

  private static func turn(in run: URL, _ isStopped: () -> Bool) throws -> RunLease {
    var (pause, failures) = (firstPause, 0)
    let folder = folder(of: run)
    while true {
      do throws(RunError) {
        do throws(FileError) { try Folder.create(folder) } catch { throw .file(error) }
        // To look costs less than to write a record in vain.
        if RunLease.living(in: folder, turnName, at: Date()) == nil {
          return try RunLease(of: folder, fileName: turnName)
        }
      } catch {
        switch error {
        case .held: break
        // Who leaves, or gives up, may just have removed the folder, which is soon over.
        case .file(.cannotCreate) where failures < 20:
          (failures, pause) = (failures + 1, firstPause)
        default: throw error
        }
      }
      if isStopped() { throw TrainingInterrupted(part: "waiting for a turn") }
      Thread.sleep(forTimeInterval: pause)
      pause = min(2 * pause, longestPause)
    }
  }

  /// Waits until no other has a turn. It lasts until `endTurn` or the end of this process.
  ///
  /// - Parameter isStopped: whether to wait no more.
  /// - Throws: `RunError`; `TrainingInterrupted` where the wait was stopped.
  public func beginTurn(isStopped: () -> Bool = { false }) throws {
    if turn == nil { turn = try Self.turn(in: run, isStopped) }
  }

  public func endTurn() {
    guard let turn else { return }
    removeRecordsOfTheDead()
    turn.release()
    self.turn = nil
  }

  /// In a turn alone: nobody makes a record meanwhile.
  private func removeRecordsOfTheDead() {
    let folder = Self.folder(of: run)
    let (names, now) = ((try? Folder.names(in: folder)) ?? [], own.now())
    for name in names where !name.hasPrefix(".") && name != fileName {
      if RunLease.living(in: folder, name, at: now) == nil {
        try? Folder.remove(folder.appendingPathComponent(name))
      }
    }
  }

  // MARK: Parts

  /// Computes parts until all are kept, by this process or by others: one that nobody has, one whose process
  /// died, or else none for a while.
  ///
  /// - Parameters:
  ///   - observer: is told how many are kept, and may stop the wait.
  ///   - compute: computes and keeps a part, whose metrics have a log of their own by then.
  /// - Throws: what `compute` throws; `RunError`, `FileError`; `TrainingInterrupted` where the wait was
  ///   stopped.
  func compute(
    _ all: [Part], in folder: RunFolder, observer: any TrainingObserver,
    _ compute: (_ part: Int) throws -> Void
  ) throws {
    var left = Array(all.indices)
    var pause = Self.firstPause
    var (isWaiting, isNoted) = (false, false)
    while true {
      try takePartAgain { observer.isStopRequested }
      left = try left.filter { try !isKept(all[$0], in: folder) }
      observer.advance(toPart: all.count - left.count, of: all.count)
      guard let first = left.first.map({ all[$0] }) else { return }
      if !isNoted {
        isNoted = true
        // For eyes alone; where it cannot be written the next part says why.
        try? parts.note(all)
      }
      if observer.isStopRequested { throw TrainingInterrupted(part: first.name) }
      if try takeOne(of: left.map { (all[$0], $0) }, in: folder, observer, compute) {
        (pause, isWaiting) = (Self.firstPause, false)
        continue
      }
      if !isWaiting {
        isWaiting = true
        observer.begin(
          "waiting for parts of others", steps: all.count, done: all.count - left.count)
      }
      observer.advance(to: all.count - left.count, first.name)
      Thread.sleep(forTimeInterval: pause)
      pause = min(2 * pause, Self.longestPause)
    }
  }

  /// - Returns: whether one was free.
  private func takeOne(
    of left: [(part: Part, number: Int)], in folder: RunFolder,
    _ observer: any TrainingObserver, _ compute: (_ part: Int) throws -> Void
  ) throws -> Bool {
    let now = own.now()
    for (part, number) in left {
      guard let claim = try claim(on: part.name, at: now) else { continue }
      self.claim = claim
      defer {
        claim.release()
        self.claim = nil
      }
      // Since this process looked, another may have computed it and given it back. To list a folder shows
      // a file system of the network what it did not know of it.
      _ = try Folder.names(in: folder.file("folds"))
      if try isKept(part, in: folder) { return true }
      do { try compute(number) } catch {
        guard !(error is TrainingInterrupted), RunFolder.isStarted(run), (try? confirm()) == nil
        else { throw error }
        observer.warn(
          "\(part.name) was taken over by another process, or is free for whoever comes first, since this one "
            + "was silent for too long.")
      }
      return true
    }
    return false
  }

  /// The right to compute a part; nil where another has it.
  ///
  /// - Parameter now: by the clock of the folder's file system.
  /// - Throws: `RunError.file`.
  private func claim(on part: String, at now: Date) throws(RunError) -> RunLease? {
    let fileName = parts.claim(on: part)
    // To look costs less than to write a record in vain.
    if RunLease.living(in: parts.url, fileName, at: now) != nil { return nil }
    for attempt in 0..<2 {
      do throws(FileError) { try Folder.create(parts.url) } catch { throw .file(error) }
      do throws(RunError) {
        return try RunLease(of: parts.url, fileName: fileName, part: part)
      } catch {
        switch error {
        case .held: return nil
        // Who leaves removes a folder that holds nothing.
        case .file(.cannotCreate) where attempt == 0: continue
        default: throw error
        }
      }
    }
    return nil
  }

  /// Whether a part, or its fold, is kept as it was written.
  private func isKept(_ part: Part, in folder: RunFolder) throws(FileError) -> Bool {
    if kept.contains(part.name) { return true }
    for file in [folder.outcomes(of: part.fold), parts.outcomes(of: part.name)] where file.isThere {
      if try file.isWhole {
        kept.insert(part.name)
        return true
      }
    }
    return false
  }

  // MARK: The end

  /// - Throws: `RunError.lost` where the record of this process, or of the part that it computes, is gone or
  ///   another's, such as when it was silent for too long.
  public func confirm() throws(RunError) {
    try own.confirm()
    try claim?.confirm()
  }

  /// Gives back what this process has of the run.
  public func leave() {
    claim?.release()
    endTurn()
    own.release()
    // Each only where it holds nothing.
    for folder in [parts.url, Self.folder(of: run)] { _ = rmdir(folder.path) }
  }

  /// Removes a run that failed before its first step, unless others share it.
  ///
  /// - Throws: `FileError.io`.
  public func removeIfNothingWasComputed(_ folder: RunFolder) throws {
    try beginTurn()
    guard Self.living(in: run, but: fileName, at: own.now()).isEmpty else { return }
    try folder.removeIfNothingWasComputed()
  }
}
