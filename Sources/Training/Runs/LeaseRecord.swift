import Files
import Foundation

/// Who has a run, or a part of it, as `lease.json` says.
public struct LeaseRecord: Codable, Sendable, Equatable {
  let holder: ProcessIdentity
  /// Whether its holder has the file locked as long as it lives.
  let isLocked: Bool
  /// The part of the run that it has; nil where it has all.
  public let part: String?
  /// Since when, in ISO 8601.
  let since: String
  /// The last sign of life, in ISO 8601. How long ago that was is told by the file's own time: clocks of
  /// machines differ.
  let heartbeat: String

  init(holder: ProcessIdentity, isLocked: Bool, part: String?, at date: Date = Date()) {
    self.holder = holder
    self.isLocked = isLocked
    self.part = part
    since = Self.text(date)
    heartbeat = since
  }

  /// The holder's machine.
  public var host: String { holder.host }
  /// The holder's number.
  public var process: Int32 { holder.process }

  /// Of one length at all times, so that a later one can be written over it.
  static func text(_ date: Date) -> String { date.formatted(.iso8601) }

  /// Where in a record's text the last sign of life stands, in bytes.
  static func placeOfHeartbeat(in text: String) -> Int {
    let key = text.range(of: "\"heartbeat\" : \"")
    return key.map { text.utf8.distance(from: text.startIndex, to: $0.upperBound) } ?? 0
  }

  /// Whether its holder lives, as far as can be told.
  ///
  /// - Parameters:
  ///   - observer: who asks.
  ///   - lock: that of the record's file.
  ///   - age: seconds since the last sign of life.
  func isAlive(
    seenBy observer: ProcessIdentity, lock: ExclusiveFile.Lock, age: TimeInterval
  ) -> Bool {
    if holder.sharesSystem(with: observer) {
      if holder.namespace == observer.namespace { return holder.isRunning }
      // In another container: its number says nothing here, and the lock all.
      if isLocked && lock != .unknown { return lock == .held }
    }
    if holder.wasEnded(beforeStartOf: observer) { return false }
    return RunLease.isSign(ofLifeAt: age)
  }
}

/// A record's file as it was found.
struct FoundLease {
  /// nil where the file holds none, as while it is being written.
  let record: LeaseRecord?
  let lock: ExclusiveFile.Lock
  /// Seconds since the last sign of life.
  let age: TimeInterval

  /// - Parameter now: by the clock of the file's file system, where that is known.
  init(_ file: ExclusiveFile, now: Date) {
    record = try? JSONDecoder().decode(LeaseRecord.self, from: Data(file.content.utf8))
    lock = file.lock
    age = now.timeIntervalSince(file.modified)
  }

  func isAlive(seenBy observer: ProcessIdentity) -> Bool {
    record?.isAlive(seenBy: observer, lock: lock, age: age)
      ?? (lock == .held || RunLease.isSign(ofLifeAt: age))
  }
}
