/// Who watches long work: a progress bar, a test, or nobody.
public protocol TrainingObserver: AnyObject {
  /// A stretch of work begins, of which so many steps were done before.
  func begin(_ stage: String, steps: Int, done: Int)
  /// So many steps of the stretch are done; a note says more of the last, such as its losses.
  func advance(to step: Int, _ note: String)
  /// These parts of an experiment are left; that which stood first before is computed.
  func advance(to left: PartsLeft)
  /// So many parts of an experiment are kept, of so many in all, by this process and by others that share
  /// the run.
  func advance(toPart done: Int, of total: Int)
  /// Something worth a line of its own.
  func say(_ line: String)
  /// Something amiss that stops nothing, which is to be read even by who wishes to hear nothing else.
  func warn(_ sentence: String)
  /// Whether to save and stop at the next step, as after Ctrl-C.
  var isStopRequested: Bool { get }
}

/// The work was stopped by request, after saving what is needed to go on.
public struct TrainingInterrupted: Error, Equatable {
  /// The part that was under way.
  public let part: String

  public init(part: String) { self.part = part }
}
