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
  var text: String {
    guard total > 1, done < total else { return "" }
    if let joined { return text(sharedSince: joined) }
    let place = "fold \(done + 1) of \(total)"
    guard computed > 0 else { return place }
    let left = computing / computed * (total - done) - (elapsed() - begun)
    return "\(place), \(Progress.text(seconds: max(.zero, left) / .seconds(1))) left in all"
  }

  /// Such as "2 of 10 parts done, 1:30:00 left in all", by the pace of all processes together.
  private func text(
    sharedSince begun: (done: Int, at: Duration, last: Duration)
  ) -> String {
    let place = "\(done) of \(total) parts done"
    guard done > begun.done else { return place }
    let pace = (begun.last - begun.at) / (done - begun.done)
    let left = max(.zero, pace * (total - done) - (elapsed() - begun.last))
    return "\(place), \(Progress.text(seconds: left / .seconds(1))) left in all"
  }
}
