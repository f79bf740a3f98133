import Emotion
import Training

/// Shows training on the terminal and carries the user's wish to stop.
final class ConsoleObserver: AugmentationObserver {
  private let options: OutputOptions
  private let recorder: RunRecorder?
  private let interrupt: Interrupt
  private var bar: ProgressBar?
  private var experiment = ExperimentClock()

  /// - Parameter recorder: what else is to be left of the run.
  init(_ options: OutputOptions, recorder: RunRecorder? = nil) {
    self.options = options
    self.recorder = recorder
    interrupt = Interrupt()
  }

  var isStopRequested: Bool { interrupt.isRequested }

  func begin(_ stage: String, steps: Int, done: Int) {
    end()
    bar = options.progressBar(
      stage, total: steps, done: done, whole: { [experiment] own in experiment.text(atLeast: own) })
  }

  func advance(to step: Int, _ note: String) { bar?.update(step, detail: note) }

  func advance(to left: PartsLeft) { experiment.advance(to: left) }

  func advance(toPart done: Int, of total: Int) {
    experiment.advance(toPart: done, of: total)
    if options.reportsToParent {
      StandardStreams.say(DeviceReport.parts(done: done, total: total).line)
    }
  }

  func say(_ line: String) {
    if !options.quiet { show(line) }
  }

  func warn(_ sentence: String) { show("warning: \(sentence)") }

  private func show(_ line: String) {
    if let bar { bar.note(line) } else { StandardStreams.say(line + "\n") }
  }

  func show(_ comparison: AugmentationComparison, part: String, step: Int) throws {
    try recorder?.record(comparison, part: part, step: step)
  }

  /// Closes the bar of the last stretch.
  func end() {
    bar?.finish()
    bar = nil
  }
}
