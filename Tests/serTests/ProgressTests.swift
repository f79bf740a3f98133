import Foundation
import Synchronization
import Testing
import Training

@testable import ser

struct ProgressTests {
  @Test(arguments: [
    (0.4, "0:00"), (59.6, "1:00"), (754, "12:34"), (3723, "1:02:03"), (.infinity, "277777:46:40"),
  ])
  func times(seconds: Double, text: String) {
    #expect(Progress.text(seconds: seconds) == text)
  }

  @Test func aLineTellsCountRateAndTimeLeft() {
    var progress = Progress(title: "Training", unit: "steps", total: 300, done: 101)
    #expect(progress.line(after: .seconds(22), columns: nil) == "Training  101/300 steps")
    // The first step took twenty seconds, for kernels were compiled; each of the others a fifth of one.
    progress.begun = (101, .seconds(20))
    #expect(progress.line(after: .seconds(22), columns: nil) == "Training  101/300 steps")
    progress.done = 150
    progress.begun = (100, .zero)
    progress.detail = "loss 0.5"
    let facts = "150/300 steps  5.0/s  0:30 left  loss 0.5"
    #expect(progress.line(after: .seconds(10), columns: nil) == "Training  \(facts)")
    let line = progress.line(after: .seconds(10), columns: 70)
    #expect(line == "Training  [=======        ]  \(facts)" && line.count <= 70)
    #expect(progress.line(after: .seconds(10), columns: 23) == "Training  150/300 steps")
    #expect(progress.line(after: .seconds(10), columns: 9) == "150/300 s")
    #expect(progress.line(after: .seconds(10), columns: 0) == "")
    progress.done = 300
    #expect(progress.line(after: .seconds(400), columns: nil).contains("2.0 s each  in 6:40"))
    #expect(
      Progress(title: "t", unit: "", total: 0, done: 0)
        .line(after: .zero, columns: 40).hasSuffix("]  0/0"))
  }

  /// An augmentor's of an experiment, which has the longest.
  @Test func theLineOfAPartKeepsItsBarAndItsTimesIn80Columns() {
    var progress = Progress(title: "seed1-fold2-AUG-augmentor", unit: "", total: 30000, done: 301)
    progress.begun = (1, .zero)
    progress.whole = "part 9 of 63, 9:10:45 left in all"
    progress.detail = "losses: discriminator 1.386 generator 0.693 reconstruction 0.125"
    let line = { progress.line(after: .seconds(6), columns: $0) }
    #expect(line(79).count <= 79 && line(79).contains("[") && line(79).contains("augmentor  ["))
    #expect(line(79).hasSuffix("301/30000  9:54 left  \(progress.whole)"))
    // The detail is cut after a number, and the rate comes before the bar's greater width.
    #expect(
      line(130).hasSuffix("50.0/s  9:54 left  \(progress.whole)  losses: discriminator 1.386"))
    #expect(line(200).hasSuffix(progress.detail))
    // A training by itself.
    progress.title = "augmentor"
    progress.whole = ""
    #expect(line(79).hasSuffix("9:54 left  losses: discriminator 1.386") && line(79).contains("["))
    for columns in 0...200 { #expect(line(columns).count <= columns) }
  }

  /// Time that a test moves, and what was written.
  final class Recorder: Sendable {
    let now = Mutex(Duration.zero)
    let text = Mutex("")

    func bar(_ style: ProgressBar.Style, total: Int = 100) -> ProgressBar {
      ProgressBar(
        "Work", total: total, style: style, elapsed: { self.now.withLock { $0 } },
        write: { text in self.text.withLock { $0 += text } })
    }

    func advance(_ duration: Duration) { now.withLock { $0 += duration } }
    var written: String { text.withLock { $0 } }
  }

  @Test func aPartTellsOfTheWhole() {
    let recorder = Recorder()
    var clock = ExperimentClock(elapsed: { recorder.now.withLock { $0 } })
    #expect(clock.text(atLeast: nil).isEmpty)
    // Two folds of two rows, of which an earlier process kept the first part and began the second: what is
    // kept counts as done, and tells nothing of what the others take.
    clock.advance(to: PartsLeft(total: 5, rows: [1, 0, 1, 0], isFirstBegun: true))
    #expect(clock.text(atLeast: nil) == "part 2 of 5")
    recorder.advance(.seconds(1))
    clock.advance(to: PartsLeft(total: 5, rows: [0, 1, 0]))
    #expect(clock.text(atLeast: nil) == "part 3 of 5")
    recorder.advance(.seconds(100))
    clock.advance(to: PartsLeft(total: 5, rows: [1, 0]))
    #expect(clock.text(atLeast: nil) == "part 4 of 5, 3:20 left in all")
    recorder.advance(.seconds(20))
    #expect(clock.text(atLeast: nil) == "part 4 of 5, 3:00 left in all")
    // Never less than what the work under way takes.
    #expect(clock.text(atLeast: 240) == "part 4 of 5, 5:40 left in all")
    recorder.advance(.seconds(1000))
    #expect(clock.text(atLeast: nil) == "part 4 of 5, 1:40 left in all")
    #expect(clock.text(atLeast: 9) == "part 4 of 5, 1:49 left in all")
    // Of a row that is met for the first time, the part under way tells.
    var first = ExperimentClock(elapsed: { recorder.now.withLock { $0 } })
    first.advance(to: PartsLeft(total: 4, rows: [0, 1, 0, 1]))
    recorder.advance(.seconds(10))
    first.advance(to: PartsLeft(total: 4, rows: [1, 0, 1]))
    recorder.advance(.seconds(20))
    #expect(first.text(atLeast: 80) == "part 2 of 4, 3:10 left in all")
    // Each row by its own.
    clock.advance(to: PartsLeft(total: 5, rows: [0]))
    #expect(clock.text(atLeast: nil) == "part 5 of 5, 1:40 left in all")
    // What takes longer than those of its row tells nothing of how long.
    recorder.advance(.seconds(110))
    #expect(clock.text(atLeast: nil) == "part 5 of 5")
    #expect(clock.text(atLeast: 9) == "part 5 of 5, 0:09 left in all")
    clock.advance(to: PartsLeft(total: 5, rows: []))
    #expect(clock.text(atLeast: nil).isEmpty)

    // Of parts that several share the time left falls while none is done.
    clock.advance(toPart: 1, of: 5)
    recorder.advance(.seconds(60))
    clock.advance(toPart: 3, of: 5)
    #expect(clock.text(atLeast: nil) == "3 of 5 parts done, 1:00 left in all")
    recorder.advance(.seconds(20))
    clock.advance(toPart: 3, of: 5)
    #expect(clock.text(atLeast: nil) == "3 of 5 parts done, 0:40 left in all")

    let bar = ProgressBar(
      "Work", total: 2, style: .lines, whole: { _ in "part 1 of 4" }, elapsed: { .seconds(8) },
      write: { text in recorder.text.withLock { $0 += text } })
    bar.update(2, detail: "loss 0.5")
    bar.finish()
    #expect(recorder.written == "Work  2/2  in 0:08  part 1 of 4  loss 0.5\n")
  }

  @Test func ofNothingToDoNothingIsSaid() {
    let recorder = Recorder()
    recorder.bar(.lines, total: 0).finish()
    #expect(recorder.written.isEmpty)
  }

  @Test func plainLinesComeNowAndThen() {
    let recorder = Recorder()
    let bar = recorder.bar(.lines)
    for step in 1...100 {
      recorder.advance(.milliseconds(250))
      bar.update(step)
    }
    bar.finish()
    #expect(
      recorder.written == """
        Work  40/100  4.0/s  0:15 left
        Work  80/100  4.0/s  0:05 left
        Work  100/100  4.0/s  in 0:25

        """)
  }

  @Test func aTerminalLineIsRedrawnAndNotesStandAboveIt() {
    let recorder = Recorder()
    let bar = recorder.bar(.redrawn(columns: 31))
    recorder.advance(.seconds(1))
    bar.update(1)
    recorder.advance(.milliseconds(50))
    bar.update(2)
    recorder.advance(.milliseconds(950))
    bar.note("careful")
    bar.update(100)
    bar.finish()
    let clear = "\r\u{1B}[K"
    let drawn = [
      "Work  [               ]  1/100", "careful\n", "Work  2/100  1.0/s  1:38 left",
      "Work  100/100  99.0/s  in 0:02",
    ]
    #expect(recorder.written == drawn.map { clear + $0 }.joined() + "\n")
  }

  /// Where standard error is no terminal, as in tests, there are lines too.
  @Test(arguments: ["dumb", "", nil])
  func aTerminalThatClearsNoLineGetsLines(term: String?) {
    #expect(
      ProgressBar.Style.current(isQuiet: false, environment: term.map { ["TERM": $0] } ?? [:])
        == .lines)
    #expect(ProgressBar.Style.current(isQuiet: true, environment: [:]) == .none)
  }

  @Test func quietShowsOnlyNotes() {
    let recorder = Recorder()
    let bar = recorder.bar(.none)
    bar.update(1)
    bar.note("careful")
    bar.finish()
    #expect(recorder.written == "careful\n")
  }
}
