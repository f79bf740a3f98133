import Training

/// How far an experiment is, and how long the rest may take: each part that is left as long as those of its
/// row took that this process has computed.
struct ExperimentClock: Sendable {
  private let elapsed: @Sendable () -> Duration
  private var left = PartsLeft(total: 0, rows: [])
  /// When the part under way began.
  private var begun = Duration.zero
  /// Whether an earlier process computed some of it.
  private var isRest = false
  /// What the parts of each row took that were computed from their beginning.
  private var computed: [Int: (count: Int, time: Duration)] = [:]
  /// How many parts were kept, by any of the processes that share the run, when this one began, and when
  /// that was, and when one was kept last; nil where it has all of it.
  private var joined: (done: Int, at: Duration, last: Duration)?
  private var done = 0
  private var total = 0

  init(elapsed: @escaping @Sendable () -> Duration = ProgressBar.stopwatch()) {
    self.elapsed = elapsed
  }

  /// These parts are left, and what was the first of those left before is computed.
  mutating func advance(to next: PartsLeft) {
    let now = elapsed()
    if let row = left.rows.first, next.rows.count < left.rows.count, !isRest {
      let known = computed[row] ?? (0, .zero)
      computed[row] = (known.count + 1, known.time + (now - begun))
    }
    (left, begun, isRest) = (next, now, next.isFirstBegun)
    (done, total) = (next.total - next.rows.count, next.total)
  }

  /// The same of parts of a run that several processes share.
  mutating func advance(toPart done: Int, of total: Int) {
    let now = elapsed()
    if joined == nil { joined = (done, now, now) }
    if done > self.done { joined?.last = now }
    (self.done, self.total) = (done, total)
  }

  /// Such as "part 2 of 10, 1:30:00 left in all"; empty where there are not several parts.
  ///
  /// - Parameter own: the seconds that the work under way still takes, which is a part of it all; nil where
  ///   nobody knows.
  func text(atLeast own: Double?) -> String {
    guard total > 1, done < total else { return "" }
    let place = joined == nil ? "part \(done + 1) of \(total)" : "\(done) of \(total) parts done"
    guard let left = joined.map(time(sharedSince:)) ?? time(own) else { return place }
    // What takes longer than those before it tells nothing of how long.
    let seconds = max(left / .seconds(1), own ?? 0)
    return seconds > 0 ? "\(place), \(Progress.text(seconds: seconds)) left in all" : place
  }

  /// Until all is computed, by the parts that this process computed; nil where there is none. Where the part
  /// under way is the first of its row, others of the row take what it has taken and takes still.
  private func time(_ own: Double?) -> Duration? {
    let all = computed.values.reduce((count: 0, time: Duration.zero)) {
      ($0.count + $1.count, $0.time + $1.time)
    }
    guard all.count > 0, let current = left.rows.first else { return nil }
    let (mean, taken) = (all.time / all.count, elapsed() - begun)
    let first = max(mean, taken + .seconds(own ?? 0))
    let sum = left.rows.reduce(Duration.zero) { sum, row in
      if let known = computed[row] { return sum + known.time / known.count }
      return sum + (row == current ? first : mean)
    }
    return sum - taken
  }

  /// By the pace of all processes together; nil where they kept nothing meanwhile.
  private func time(sharedSince begun: (done: Int, at: Duration, last: Duration)) -> Duration? {
    guard done > begun.done else { return nil }
    let pace = (begun.last - begun.at) / (done - begun.done)
    return pace * (total - done) - (elapsed() - begun.last)
  }
}
