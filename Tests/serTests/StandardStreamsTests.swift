import Foundation
import TestSupport
import Testing

@testable import ser

/// What the program does where its parent has closed a stream, or a reader goes away.
@Suite struct StandardStreamsTests {
  let corpus: SmallCorpus

  init() throws { corpus = try SmallCorpus() }

  private func shell(_ line: String) async throws -> Program.Answer {
    try await corpus.program.shell(
      line.replacingOccurrences(of: "SER", with: "'\(Program.path.path)'"))
  }

  /// The file that is written would have the number of the stream.
  @Test(arguments: ["2>&-", "<&-", "2>&- <&-", "1>&- 2>&- <&-"])
  func aClosedStreamGetsNothingIntoAFile(closing: String) async throws {
    let features = "SER features mel angry-0-0.wav --output"
    #expect(try await shell("\(features) open.npy").status == 0)
    let closed = try await shell("\(features) closed.npy \(closing)")
    // Who wants no answer does not get one, and is told.
    #expect(closed.status == (closing.hasPrefix("1") ? 74 : 0), "\(closed)")
    #expect(try corpus.isSame("open.npy", "closed.npy"))
  }

  @Test func aMessageThatNobodyHearsEndsTheProgramAsItShould() async throws {
    #expect(try await shell("SER features mel none.wav -o a.npy 2>&-").status == 66)
    #expect(try await shell("SER features mel none.wav -o a.npy 2>/dev/full").status == 66)
    #expect(
      try await shell("SER corpus show m.csv --quiet >&-").isRefused(74, naming: "standard output"))
    #expect(
      try await shell("SER corpus show m.csv --quiet >/dev/full").isRefused(
        74, naming: "disk is full"))
  }

  /// `: |` would be another thing: here the reader is gone when the writer begins.
  @Test(arguments: ["corpus show m.csv --quiet", "--help", "settings"])
  func aReaderMayGoAway(command: String) async throws {
    let answer = try await shell(
      "{ sleep 0.5; SER \(command); echo status $? >&2; } | true")
    #expect(answer.errors.trimmingCharacters(in: .newlines) == "status 0", "\(answer.errors)")
    let deaf = try await shell(
      "{ { sleep 0.5; SER features mel m.csv -o f.npz; echo $? > status; } 2>&1; } | true; sleep 0.1"
    )
    #expect(deaf.status == 0)
    while !FileManager.default.fileExists(atPath: corpus.folder("status").path) {
      try await Task.sleep(for: .milliseconds(50))
    }
  }
}
