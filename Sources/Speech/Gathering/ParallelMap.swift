import Foundation

/// Transforms items on all cores; the results come in the order of the items.
///
/// - Parameters:
///   - progress: called after each item with the number done and the number of all, from one task at
///     a time.
///   - transform: a computation that does not wait for other tasks.
/// - Throws: the error of the first item, in their order, that fails; `CancellationError` where the
///   surrounding task is cancelled. Items that were not begun by then are left out.
func parallelMap<Item: Sendable, Output: Sendable>(
  _ items: [Item], progress: @Sendable (_ done: Int, _ all: Int) -> Void,
  _ transform: @escaping @Sendable (Item) throws -> Output
) async throws -> [Output] {
  try await withThrowingTaskGroup(of: (Int, Result<Output, any Error>).self) { group in
    var results = [Output?](repeating: nil, count: items.count)
    var failure: (index: Int, error: any Error)?
    var done = 0
    var next = 0
    func begin() {
      guard next < items.count, failure == nil else { return }
      let (index, item) = (next, items[next])
      group.addTask { (index, Result { try transform(item) }) }
      next += 1
    }
    for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { begin() }
    // Items are begun in order, so that the first that fails is always among those awaited here.
    while let (index, result) = try await group.next() {
      switch result {
      case .success(let value): results[index] = value
      case .failure(let error):
        if index < failure?.index ?? .max { failure = (index, error) }
      }
      try Task.checkCancellation()
      done += 1
      progress(done, items.count)
      begin()
    }
    if let failure { throw failure.error }
    return results.compactMap(\.self)
  }
}
