import Dispatch
import Synchronization

extension Collection where Self: Sendable, Element: Sendable, Index: Sendable {
  /// The elements transformed on all cores, in their order, while the caller waits; `parallelMap` is for
  /// where one may await.
  ///
  /// - Throws: the error of the first element, in their order, that fails.
  public func concurrentMap<Output: Sendable>(
    _ transform: @Sendable (Element) throws -> Output
  ) throws -> [Output] {
    let places = Array(indices)
    let results = Mutex([Result<Output, any Error>?](repeating: nil, count: places.count))
    DispatchQueue.concurrentPerform(iterations: places.count) { place in
      let result = Result { try transform(self[places[place]]) }
      results.withLock { $0[place] = result }
    }
    return try results.withLock { $0 }.compactMap { try $0?.get() }
  }
}
