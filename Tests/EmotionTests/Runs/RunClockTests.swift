import Emotion
import Files
import Foundation
import TestSupport
import Testing
import Training

@Suite struct RunClockTests {
  private let folder: TemporaryFolder
  private let run: RunFolder

  init() throws {
    folder = try TemporaryFolder()
    run = try RunFolder(
      creating: folder("run"), settings: Configuration(.small),
      environment: RunEnvironment(device: "d", driver: "1", version: "1", seed: 1, data: [:]))
  }

  private func seconds() throws -> [Double] { try RecordedRun(run.url).periods.map(\.seconds) }

  @Test func eachProcessAddsAPeriod() throws {
    #expect(try RecordedRun(run.url).seconds == nil)
    var now = Duration.zero
    let first = RunClock(run) { now }
    now = .seconds(2)
    try first.tick()
    #expect(try seconds() == [2])
    now = .seconds(12)
    try first.tick()
    now = .seconds(21)
    try first.tick()
    // Killed here, it has lost what it did not note.
    #expect(try seconds() == [12])

    now = .zero
    let second = RunClock(run) { now }
    now = .milliseconds(2500)
    try second.note()
    #expect(try seconds() == [12, 2.5])
    #expect(try RecordedRun(run.url).seconds == 14.5)
  }

  /// What processes did side by side counts once, and what one did before them too.
  @Test func sharedTimeCountsOnce() throws {
    try Folder.create(run.file("times"))
    for (name, times) in [
      ("time.json", [("2026-01-01T09:00:00Z", 5)]),
      ("times/a-1-x.json", [("2026-01-01T10:00:00Z", 60), ("2026-01-01T12:00:00Z", 10)]),
      ("times/b-2-y.json", [("2026-01-01T10:00:30Z", 60)]),
      ("times/b-3-z.json", [("2026-01-01T10:00:40Z", 2)]),
    ] {
      let periods = times.map { start, seconds in
        "{\"started\":\"\(start)\",\"seconds\":\(seconds)}"
      }.joined(separator: ",")
      _ = try folder.write(Data("[\(periods)]".utf8), to: "run/\(name)")
    }
    let found = try RecordedRun(run.url)
    #expect(found.seconds == 5 + 90 + 10 && found.workedSeconds == 137)
  }

  @Test func aBrokenFileCostsItsTimesAlone() throws {
    _ = try folder.write(Data("[{".utf8), to: "run/time.json")
    try RunClock(run) { .seconds(3) }.note()
    #expect(try seconds() == [3])
  }

  @Test func aRunThatFailedAtOnceLeavesNothing() throws {
    try RunClock(run) { .seconds(1) }.note()
    try run.removeIfNothingWasComputed()
    #expect(!FileManager.default.fileExists(atPath: run.url.path))
  }
}
