import Dispatch
import Files
public import Foundation

/// The right to work on a run, which one process has at a time, and what `lease.json` in the run's folder
/// tells of it: who it is, and when it gave its last sign of life.
///
/// A process that was killed has it no longer, nor one from before the machine was started anew. On
/// another machine nobody sees that: there a process counts as alive until it has been silent for
/// `silence` seconds. The record names a part of the run where it is of one, so that several processes can
/// have parts of their own, each by a file of its own.
///
/// `@unchecked Sendable`: the file is used on the queue alone.
public final class RunLease: @unchecked Sendable {
  /// The name of the record of who has a whole run.
  public static let fileName = "lease.json"
  /// Seconds from one sign of life to the next.
  static let interval = 15.0
  /// Seconds without a sign of life after which a process on another machine counts as dead.
  public static let silence = 120.0
  /// Whether a record so many seconds old is a sign of life. One from the future is none: it was touched
  /// by something else than its holder, and would keep others away until then.
  static func isSign(ofLifeAt age: TimeInterval) -> Bool { abs(age) < silence }
  /// How often and how long to wait for another process that is taking the place of a dead one too.
  private static let (attempts, pause) = (40, UInt32(50_000))

  private let url: URL
  private let file: ExclusiveFile
  /// Where in the file the last sign of life stands.
  private let heartbeat: Int
  private let queue = DispatchQueue(label: "lease")
  private let timer: any DispatchSourceTimer

  /// Takes a run, or a part of it.
  ///
  /// - Parameters:
  ///   - folder: that of the run.
  ///   - fileName: of the record.
  ///   - part: what of the run; nil for all of it.
  /// - Throws: `RunError.held` where a process that lives has it, `.file` where the record cannot be
  ///   written.
  public convenience init(
    of folder: URL, fileName: String = fileName, part: String? = nil
  ) throws(RunError) {
    try self.init(of: folder, fileName: fileName, part: part, as: .current)
  }

  init(
    of folder: URL, fileName: String = fileName, part: String? = nil, as holder: ProcessIdentity
  ) throws(RunError) {
    url = folder.appending(path: fileName)
    do throws(FileError) {
      file = try ExclusiveFile(for: url) { [url] isLocked throws(FileError) in
        let record = LeaseRecord(holder: holder, isLocked: isLocked, part: part)
        return try JSONFile.text(record, path: url.path) + "\n"
      }
    } catch {
      throw .file(error)
    }
    heartbeat = LeaseRecord.placeOfHeartbeat(in: file.content)
    try Self.put(file, at: url, as: holder)
    timer = DispatchSource.makeTimerSource(queue: queue)
    timer.setEventHandler { [file, heartbeat] in
      file.write(LeaseRecord.text(Date()), at: heartbeat)
      file.touch()
    }
    timer.schedule(deadline: .now() + Self.interval, repeating: Self.interval)
    timer.activate()
  }

  deinit { release() }

  /// - Throws: `RunError.held`, `.file`.
  private static func put(
    _ own: ExclusiveFile, at url: URL, as holder: ProcessIdentity
  ) throws(RunError) {
    do {
      for attempt in 0..<attempts {
        if try own.appear() { return }
        // Gone in the meantime, or in the meantime another's.
        guard let other = try ExclusiveFile(at: url, onlyToLook: false), other.isInPlace else {
          continue
        }
        own.touch()
        let found = FoundLease(other, now: own.modified)
        if found.isAlive(seenBy: holder) {
          throw RunError.held(url.deletingLastPathComponent(), found)
        }
        // A dead one's lock is only held here by somebody who is about to take its place; of another
        // machine it may be left over, and then nobody comes.
        let mayBeLeftOver = found.record?.holder.sharesSystem(with: holder) == false
        if found.lock == .held, !(mayBeLeftOver && attempt >= attempts / 2) {
          usleep(pause)
        } else if try own.takeThePlace() {
          return
        }
      }
    } catch let error as RunError {
      throw error
    } catch let error as FileError {
      throw .file(error)
    } catch {
      throw .file(.io(path: url.path, why: "\(error)"))
    }
    throw .held(path: url.deletingLastPathComponent().path, by: nil, silentFor: 0)
  }

  /// Takes all of a run, of which others must not have a part.
  ///
  /// - Throws: `RunError.held` where a process that lives has the run or shares it, `.file` where the record
  ///   cannot be written.
  public static func ofAll(of folder: URL) throws(RunError) -> RunLease {
    let lease = try RunLease(of: folder)
    if let joiner = JoinedRun.living(in: folder, at: lease.now()).first {
      lease.release()
      throw .held(folder, joiner)
    }
    return lease
  }

  /// Who has a run, or shares it, as far as can be told; none where nobody has it.
  public static func holders(of folder: URL) -> [LeaseRecord] {
    let now = Date()
    return
      ([living(in: folder, fileName, at: now)].compactMap(\.self)
      + JoinedRun.living(in: folder, at: now))
      .compactMap(\.record)
  }

  /// Who has a run, or a part of it, as far as can be told; nil where nobody has it.
  public static func holder(of folder: URL, fileName: String = fileName) -> LeaseRecord? {
    living(in: folder, fileName, at: Date())?.record
  }

  /// - Throws: `RunError.held` where a process that lives has the run, or shares it.
  static func requireNone(of folder: URL) throws(RunError) {
    try requireNoneOfAll(of: folder, at: Date())
    if let joiner = JoinedRun.living(in: folder, at: Date()).first { throw .held(folder, joiner) }
  }

  /// - Throws: `RunError.held` where a process that lives has all of the run.
  static func requireNoneOfAll(of folder: URL, at now: Date) throws(RunError) {
    if let found = living(in: folder, fileName, at: now) { throw .held(folder, found) }
  }

  /// - Parameter now: by the clock of the folder's file system, where that is known.
  static func living(in folder: URL, _ fileName: String, at now: Date) -> FoundLease? {
    // What cannot be read tells nothing.
    guard
      let file = try? ExclusiveFile(at: folder.appending(path: fileName), onlyToLook: true)
    else { return nil }
    let found = FoundLease(file, now: now)
    return found.isAlive(seenBy: .current) ? found : nil
  }

  /// - Throws: `RunError.lost` where the record was removed or another process has taken its place, such
  ///   as when this one was silent for too long; `.removed` where its folder is gone.
  public func confirm() throws(RunError) {
    if queue.sync(execute: { file.isInPlace }) { return }
    let folder = url.deletingLastPathComponent()
    throw Folder.isFolder(folder) ? .lost(path: url.path) : .removed(path: folder.path)
  }

  /// The time by the clock of the folder's file system; a sign of life too.
  func now() -> Date {
    queue.sync {
      file.touch()
      return file.modified
    }
  }

  /// Gives the run back.
  public func release() {
    timer.cancel()
    queue.sync { file.remove() }
  }
}

extension RunError {
  fileprivate static func held(_ folder: URL, _ found: FoundLease) -> RunError {
    .held(path: folder.path, by: found.record, silentFor: max(0, Int(found.age)))
  }
}
