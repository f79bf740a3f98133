import Dispatch
public import Foundation
import Synchronization

/// The processes that compute one training together, each a part of every batch, seen from one of them.
///
/// What they tell each other goes through one line, in the order in which it was asked for, so that all do the
/// same in the same order whichever thread asks.
public final class Ranks: Sendable {
  /// This process's number, from 0; the first writes and speaks.
  public let rank: Int
  public let count: Int
  /// The host of each process.
  public let hosts: [String]
  private let communicator: any Communicator
  private let line = DispatchQueue(label: "ranks", qos: .userInitiated)
  private let spent = Mutex(Times())
  /// When the call that is under way began to wait for others.
  private let waitingSince = Mutex<ContinuousClock.Instant?>(nil)

  /// - Throws: `RankError.call`.
  public init(_ communicator: any Communicator, host: String) throws(RankError) {
    self.communicator = communicator
    (rank, count) = (communicator.rank, communicator.count)
    var hosts: [String] = []
    for rank in 0..<communicator.count {
      let data = try Self.share(Data(host.utf8), from: rank, by: communicator)
      hosts.append(String(decoding: data, as: UTF8.self))
    }
    self.hosts = hosts
  }

  private init() {
    (communicator, rank, count, hosts) = (LoneRank(), 0, 1, ["here"])
  }

  /// A process that computes alone.
  public static let alone = Ranks()

  public var isAlone: Bool { count == 1 }
  public var isFirst: Bool { rank == 0 }

  /// This process's number among those of its host, and how many these are.
  public var local: (rank: Int, count: Int) {
    let here = hosts.indices.filter { hosts[$0] == hosts[rank] }
    return (here.prefix { $0 < rank }.count, here.count)
  }

  // MARK: - Sums

  /// The sums over all processes.
  ///
  /// - Throws: `RankError.call` where another process is gone.
  public func sum(_ values: [Double]) throws(RankError) -> [Double] {
    if isAlone || values.isEmpty { return values }
    return try inLine { communicator throws(RankError) in
      var sums = values
      var failure: RankError?
      sums.withUnsafeMutableBufferPointer { pointer in
        do throws(RankError) { try communicator.sum(pointer) } catch { failure = error }
      }
      if let failure { throw failure }
      return sums
    }
  }

  /// Begins to add up values that arrive later, in their memory, and returns at once.
  ///
  /// - Parameter arrive: waits for the values, on another thread.
  public func beginSum(
    _ arrive: @escaping @Sendable () throws -> UnsafeMutableBufferPointer<Float>
  ) -> PendingSum {
    let pending = PendingSum()
    line.async { [self] in
      pending.end(
        Result {
          let values = try arrive()
          let begun = ContinuousClock.now
          try timed { () throws(RankError) in try communicator.sum(values) }
          return begun..<max(begun, .now)
        })
    }
    return pending
  }

  /// Waits for sums that belong together.
  ///
  /// - Parameter take: gets the position of each as it is there, in their order.
  /// - Throws: `RankError.call` where another process is gone; what waiting for the values, and `take`, threw.
  public func wait(for pending: [PendingSum], _ take: (_ position: Int) throws -> Void) throws {
    var spans: [Range<ContinuousClock.Instant>] = []
    for (position, sum) in pending.enumerated() {
      spans.append(try sum.wait())
      try take(position)
    }
    guard let arrived = spans.map(\.lowerBound).max(), let ended = spans.map(\.upperBound).max()
    else { return }
    spent.withLock { times in
      for span in spans { times.sums += span.lowerBound.duration(to: span.upperBound) }
      times.exposed += arrived.duration(to: ended)
    }
  }

  /// What sums that were begun and waited for took.
  public struct Times: Sendable {
    /// From when this process had its values to when all had the sum.
    public var sums = Duration.zero
    /// Of them what came after the last values that belong together were there: it passes beside nothing.
    public var exposed = Duration.zero
  }

  /// The times since this was asked last.
  public func takeTimes() -> Times {
    spent.withLock { times in
      defer { times = Times() }
      return times
    }
  }

  // MARK: - What the first says

  /// What the first process makes, in all.
  ///
  /// - Throws: what `make` throws, in the first alone, which has to end the others then; `RankError.call`.
  public func fromFirst<Value: Codable>(_ make: () throws -> Value) throws -> Value {
    if isAlone { return try make() }
    let own = try isFirst ? JSONEncoder().encode(make()) : Data()
    let data = try share(own, from: 0)
    return try JSONDecoder().decode(Value.self, from: data)
  }

  /// The bytes that one process has, in all.
  ///
  /// - Throws: `RankError.call`.
  public func share(_ data: Data, from root: Int) throws(RankError) -> Data {
    if isAlone { return data }
    return try inLine { communicator throws(RankError) in
      try Self.share(data, from: root, by: communicator)
    }
  }

  /// What each process has, in all.
  ///
  /// - Throws: `RankError.call`.
  public func gather<Value: Codable>(_ own: Value) throws -> [Value] {
    let data = try JSONEncoder().encode(own)
    return try (0..<count).map {
      isAlone ? own : try JSONDecoder().decode(Value.self, from: share(data, from: $0))
    }
  }

  /// Makes sure that all have the same.
  ///
  /// - Parameter what: it in words, before what this process has.
  /// - Throws: `RankError.different` in all, of the first that has something else; `.call`.
  public func requireSame(_ what: String, _ value: String) throws(RankError) {
    if isAlone { return }
    var first = value
    for rank in 0..<count {
      let found = String(decoding: try share(Data(value.utf8), from: rank), as: UTF8.self)
      if rank == 0 { first = found }
      guard found == first else {
        throw .different(what: what, rank: rank, host: hosts[rank], has: found, first: first)
      }
    }
  }

  /// Waits until all processes are here.
  ///
  /// - Throws: `RankError.call`.
  public func meet() throws(RankError) { _ = try sum([0]) }

  // MARK: - The end

  /// How long the call that is under way waits for other processes; nil where none is.
  public var waited: Duration? { waitingSince.withLock { $0?.duration(to: .now) } }

  /// Ends all processes at once, whatever they do.
  public func abort(status: Int32) { communicator.abort(status: status) }

  private func inLine<Value: Sendable>(
    _ call: @Sendable (any Communicator) throws(RankError) -> Value
  ) throws(RankError) -> Value {
    let result = line.sync { () -> Result<Value, RankError> in
      do throws(RankError) {
        return .success(try timed { () throws(RankError) in try call(communicator) })
      } catch { return .failure(error) }
    }
    return try result.get()
  }

  private func timed<Value>(_ call: () throws(RankError) -> Value) throws(RankError) -> Value {
    waitingSince.withLock { $0 = .now }
    defer { waitingSince.withLock { $0 = nil } }
    return try call()
  }

  private static func share(
    _ data: Data, from root: Int, by communicator: any Communicator
  ) throws(RankError) -> Data {
    var (size, failure) = (UInt64(data.count), RankError?.none)
    withUnsafeMutableBytes(of: &size) { bytes in
      do throws(RankError) { try communicator.broadcast(bytes, from: root) } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    var shared = communicator.rank == root ? data : Data(count: Int(size))
    if shared.isEmpty { return shared }
    shared.withUnsafeMutableBytes { bytes in
      do throws(RankError) { try communicator.broadcast(bytes, from: root) } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return shared
  }
}

/// A sum under way.
public final class PendingSum: Sendable {
  private let result = Mutex<Result<Range<ContinuousClock.Instant>, any Error>?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  fileprivate func end(_ result: Result<Range<ContinuousClock.Instant>, any Error>) {
    self.result.withLock { $0 = result }
    isDone.signal()
  }

  /// - Returns: when this process had its values, and when all had the sum.
  fileprivate func wait() throws -> Range<ContinuousClock.Instant> {
    isDone.wait()
    return try result.withLock { try $0?.get() } ?? .now ..< .now
  }
}
