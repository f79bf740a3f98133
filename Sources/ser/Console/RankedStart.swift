import Synchronization

/// How far one of several processes has come with a run, for what ends it from outside.
final class RankedStart: Sendable {
  private struct State {
    var stage = Stage.preparing
    var undo: (@Sendable () -> Bool)?
    /// Whether there is something to go on with.
    var isKept = false
  }

  enum Stage { case preparing, working, ending }

  private let state = Mutex(State())

  var stage: Stage { state.withLock(\.stage) }

  /// Whether the run can be gone on with.
  var isKept: Bool { state.withLock(\.isKept) }

  /// The run that is begun or gone on with.
  ///
  /// - Parameter undo: takes back what was begun, where nothing is computed yet, and says whether it did; nil
  ///   where it is gone on with.
  func open(_ undo: (@Sendable () -> Bool)?) {
    state.withLock { state in
      state.undo = undo
      state.isKept = undo == nil
    }
  }

  /// It computes from now on.
  func work() {
    state.withLock { state in
      state.stage = .working
      state.isKept = true
    }
  }

  /// It ends by itself.
  func end() { state.withLock { $0.stage = .ending } }

  /// Takes back a run of which nothing is computed.
  ///
  /// - Returns: whether there is nothing to go on with.
  func undo() -> Bool {
    state.withLock { state in
      if let undo = state.undo.take(), undo() { state.isKept = false }
      return !state.isKept
    }
  }
}
