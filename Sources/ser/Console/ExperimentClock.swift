/// How far an experiment is, and how long the rest may take: for each fold as long as those took that this
/// process has computed.
struct ExperimentClock: Sendable {
  private let elapsed: @Sendable () -> Duration
  private var done = 0
  private var total = 0
  /// When the fold under way began.
  private var begun = Duration.zero
  private var computed = 0
  /// What these took.
  private var computing = Duration.zero
  /// How many parts were kept, by any of the processes that share the run, when this one began, and when
  /// that was, and when one was kept last; nil where it has all of it.
  private var joined: (done: Int, at: Duration, last: Duration)?

  init(elapsed: @escaping @Sendable () -> Duration = ProgressBar.stopwatch()) {
    self.elapsed = elapsed
  }

  /// - Parameter isNew: whether the last of these folds was computed just now.
  mutating func advance(toFold done: Int, of total: Int, isNew: Bool) {
    let now = elapsed()
    if isNew { (computed, computing) = (computed + 1, computing + (now - begun)) }
    (self.done, self.total, begun) = (done, total, now)
  }

  /// The same of parts of a run that several processes share.
  mutating func advance(toPart done: Int, of total: Int) {
    let now = elapsed()
    if joined == nil { joined = (done, now, now) }
    if done > self.done { joined?.last = now }
    (self.done, self.total) = (done, total)
  }

  /// Such as "fold 2 of 10, 1:30:00 left in all"; empty where there are not several folds.
  ///
  /// - Parameter own: the seconds that the work under way still takes, which is a part of it all; nil where
  ///   nobody knows.
  func text(atLeast own: Double?) -> String {
    guard total > 1, done < total else { return "" }
    let place = joined == nil ? "fold \(done + 1) of \(total)" : "\(done) of \(total) parts done"
    guard let left = joined.map(left(sharedSince:)) ?? left else { return place }
    // What takes longer than those before it tells nothing of how long.
    let seconds = max(left / .seconds(1), own ?? 0)
    return seconds > 0 ? "\(place), \(Progress.text(seconds: seconds)) left in all" : place
  }

  /// By the folds that this process computed; nil where there is none.
  private var left: Duration? {
    computed > 0 ? computing / computed * (total - done) - (elapsed() - begun) : nil
  }

  /// By the pace of all processes together; nil where they kept nothing meanwhile.
  private func left(sharedSince begun: (done: Int, at: Duration, last: Duration)) -> Duration? {
    guard done > begun.done else { return nil }
    let pace = (begun.last - begun.at) / (done - begun.done)
    return pace * (total - done) - (elapsed() - begun.last)
  }
}
