import Foundation
public import Ranks
import Synchronization

/// Runs a body in several threads at once, each as one of as many processes that compute together.
///
/// - Returns: what each found, in the order of the ranks.
/// - Throws: what the first that failed threw.
public func amongCompanions<Value: Sendable>(
  _ count: Int, _ body: @escaping @Sendable (Ranks) throws -> Value
) async throws -> [Value] {
  let table = Table(count)
  return try await withThrowingTaskGroup(of: (Int, Value).self) { group in
    for rank in 0..<count {
      group.addTask {
        try await withCheckedThrowingContinuation { continuation in
          // They wait for each other, which tasks must not.
          Thread.detachNewThread {
            continuation.resume(
              with: Result {
                (rank, try body(Ranks(Companion(rank: rank, count: count, table), host: "here")))
              })
          }
        }
      }
    }
    return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }.sorted { $0.key < $1.key }
      .map(\.value)
  }
}

/// A thread among others.
private struct Companion: Communicator {
  let rank: Int
  let count: Int
  private let table: Table

  init(rank: Int, count: Int, _ table: Table) {
    (self.rank, self.count, self.table) = (rank, count, table)
  }

  func sum(_ values: UnsafeMutableBufferPointer<Float>) {
    add(into: values)
  }

  func sum(_ values: UnsafeMutableBufferPointer<Double>) { add(into: values) }

  private func add<Number: FloatingPoint & Sendable>(
    into values: UnsafeMutableBufferPointer<Number>
  ) {
    let all = table.exchange(Array(values), of: rank)
    for index in values.indices { values[index] = all.reduce(0) { $0 + $1[index] } }
  }

  func broadcast(_ bytes: UnsafeMutableRawBufferPointer, from root: Int) {
    bytes.copyBytes(from: table.exchange(Array(bytes), of: rank)[root])
  }

  func abort(status: Int32) {}
}

/// Where each lays what it has, and takes up what all have.
private final class Table: Sendable {
  private struct State {
    var round = 0
    var laid: [Int: any Sendable] = [:]
    var taken: [any Sendable] = []
  }

  private let count: Int
  private let condition = NSCondition()
  private let state = Mutex(State())

  init(_ count: Int) { self.count = count }

  func exchange<Element: Sendable>(_ values: [Element], of rank: Int) -> [[Element]] {
    condition.lock()
    defer { condition.unlock() }
    let round = state.withLock { state in
      state.laid[rank] = values
      if state.laid.count == count {
        state.taken = (0..<count).compactMap { state.laid[$0] }
        state.laid = [:]
        state.round += 1
        condition.broadcast()
        return state.round - 1
      }
      return state.round
    }
    while state.withLock({ $0.round }) == round { condition.wait() }
    return state.withLock { $0.taken.compactMap { $0 as? [Element] } }
  }
}
