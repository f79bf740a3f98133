import Emotion
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
