import Foundation
import Synchronization

/// How far long work has come, on standard error: one line that is redrawn on a terminal, else
/// plain lines now and then.
final class ProgressBar: Sendable {
  /// How progress is shown.
  enum Style: Sendable, Equatable {
    /// One line, redrawn at most ten times a second.
    case redrawn(columns: Int)
    /// A line at most every ten seconds.
    case lines
    /// Lines for a process of this program, at most two a second.
    case reported
    case none

    /// What suits standard error. A terminal that says it is dumb, or nothing of itself, is not asked
    /// to clear a line.
    static func current(
      isQuiet: Bool, environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> Style {
      if isQuiet { return .none }
      guard isatty(STDERR_FILENO) == 1, !["", "dumb"].contains(environment["TERM"] ?? "") else {
        return .lines
      }
      var size = winsize()
      let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
      return .redrawn(columns: isKnown ? Int(size.ws_col) : 80)
    }

    fileprivate var interval: Duration {
      switch self {
      case .redrawn: .milliseconds(100)
      case .lines: .seconds(10)
      case .reported: .milliseconds(500)
      case .none: .zero
      }
    }
  }

  /// How far that is of which this work is a part, in a few words, by the seconds that this work still takes,
  /// where they are known.
  typealias Whole = @Sendable (_ own: Double?) -> String

  private struct State {
    var progress: Progress
    var shown: Duration?
    var isDrawn = false
  }

  private let style: Style
  private let whole: Whole
  private let elapsed: @Sendable () -> Duration
  private let write: @Sendable (String) -> Void
  private let state: Mutex<State>

  /// Work of `total` steps, of which `done` were done before.
  ///
  /// - Parameters:
  ///   - title: what is done, a word or two.
  ///   - unit: what the steps are, as in "recordings".
  ///   - whole: how far that is of which this work is a part, in a few words.
  ///   - elapsed: the time since the work began.
  ///   - write: puts text out.
  init(
    _ title: String, total: Int, done: Int = 0, unit: String = "", style: Style,
    whole: @escaping Whole = { _ in "" },
    elapsed: @escaping @Sendable () -> Duration = ProgressBar.stopwatch(),
    write: @escaping @Sendable (String) -> Void = StandardStreams.say
  ) {
    self.style = style
    self.whole = whole
    self.elapsed = elapsed
    self.write = write
    state = Mutex(
      State(
        progress: Progress(title: title, unit: unit, total: total, done: done),
        // Lines wait for their first interval, so that short work writes one.
        shown: style == .lines ? .zero : nil))
  }

  /// Notes that so many steps are done.
  ///
  /// - Parameters:
  ///   - total: of how many, where that was not known before.
  ///   - detail: what else to show, such as a loss.
  func update(_ done: Int, of total: Int? = nil, detail: String = "") {
    guard style != .none else { return }
    state.withLock { state in
      let now = elapsed()
      if state.progress.begun == nil, done > state.progress.done {
        state.progress.begun = (done, now)
      }
      state.progress.done = done
      if let total { state.progress.total = total }
      state.progress.detail = detail
      // The last step is shown by `finish`.
      if let shown = state.shown, now - shown < style.interval { return }
      if done < state.progress.total { show(&state, at: now) }
    }
  }

  /// Puts a line above the bar, without disturbing it.
  func note(_ line: String) {
    state.withLock { state in
      if state.isDrawn { write("\r\u{1B}[K") }
      write(line + "\n")
      if state.isDrawn { show(&state, at: elapsed()) }
    }
  }

  /// Shows the final state, if there was anything to do; on a terminal the line stays.
  func finish() {
    guard style != .none else { return }
    state.withLock { state in
      guard state.progress.total > 0 else { return }
      show(&state, at: elapsed())
      if state.isDrawn { write("\n") }
      state.isDrawn = false
    }
  }

  private func show(_ state: inout State, at now: Duration) {
    state.shown = now
    state.progress.whole = whole(state.progress.secondsLeft(after: now))
    switch style {
    case .redrawn(let columns):
      // The last column stays free: some terminals wrap there.
      write("\r\u{1B}[K" + state.progress.line(after: now, columns: columns - 1))
      state.isDrawn = true
    case .lines:
      write(state.progress.line(after: now, columns: nil) + "\n")
    case .reported:
      let (title, done, total) = (state.progress.title, state.progress.done, state.progress.total)
      write(DeviceReport.step(title: title, done: done, total: total).line)
    case .none:
      break
    }
  }

  /// Counts from now.
  static func stopwatch() -> @Sendable () -> Duration {
    let clock = ContinuousClock()
    let start = clock.now
    return { clock.now - start }
  }
}
