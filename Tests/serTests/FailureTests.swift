import ArgumentParser
import Emotion
import Engine
import Files
import OpenCL
import Settings
import Speech
import Testing
import Training

@testable import ser

struct FailureTests {
  @Test func statusesAreThoseOfSysexits() {
    let statuses: [(any Error, Int32)] = [
      (SettingsError.unknownKey(place: "", key: "", nearest: ""), 64),
      (CorpusError.setting("x"), 64), (SplitError.folds(asked: 3, speakers: 2), 64),
      (RunError.otherSettings(path: "a", asked: []), 64),
      (FileError.malformed(path: "a", what: "b"), 65), (CorpusError.classes("x"), 65),
      (CorpusError.file(.malformed(path: "a", what: "b")), 65),
      (EngineError.weights(file: "a", reason: "b"), 65), (SplitError.tooFewSpeakers(count: 1), 65),
      (FileError.missing(path: "a"), 66), (RunError.nothingToResume(path: "a"), 66),
      (OpenCLError.noDevice, 69), (EngineError.device(.noDevice), 69),
      (CorpusError.program("x"), 69), (EngineError.noGradient(operation: "x"), 70),
      (OpenCLError.outOfMemory(device: "d", wanted: 1, held: 0, limit: 1, largest: 1), 71),
      (OpenCLError.gaveUp(operation: "o", device: "d", code: -5, held: 0, limit: 1), 71),
      (OpenCLError.tooLarge(operation: "o", device: "d", sizes: "s", limit: "l"), 71),
      (NothingMeasured([BenchReport.LeftOut(name: "a", why: "b", cause: .memory)]), 71),
      (NothingMeasured([BenchReport.LeftOut(name: "a", why: "b", cause: .disagreement)]), 70),
      (SplitError.unknownSpeakersToHoldOut(count: 1), 65),
      (FileError.cannotCreate(path: "a", why: "b"), 73), (RunError.notEmpty(path: "a"), 73),
      (FileError.diskFull(path: "a"), 74), (FileError.io(path: "a", why: "b"), 74),
      (Interrupted(resuming: "ser x --resume"), 75), (CancellationError(), 75),
    ]
    for (error, status) in statuses {
      #expect(Failure(error)?.status.rawValue == status, "\(error)")
      #expect(Failure(error)?.sentence.isEmpty == false)
    }
  }

  @Test func theParserEndsItsOwnErrorsWithUsage() throws {
    let error = #expect(throws: (any Error).self) { try Ser.parseAsRoot(["bogus"]) }
    #expect(try Failure(#require(error))?.sentence == nil)
    #expect(try Ser.exitCode(for: #require(error)).rawValue == 64)
  }
}
