import Foundation
import TestSupport
import Testing

@testable import Speech

@Suite struct PracticeCorpusTests {
  private static let hasEspeak = (ProcessInfo.processInfo.environment["PATH"] ?? "")
    .split(separator: ":")
    .contains { FileManager.default.isExecutableFile(atPath: "\($0)/espeak-ng") }

  @Test(.enabled(if: hasEspeak, "espeak-ng is not installed"))
  func speaksEveryEmotionByEveryVoice() async throws {
    let folder = try TemporaryFolder()
    let corpus = try PracticeCorpus(sentences: 1)
    let manifest = try Manifest(contentsOf: await corpus.synthesize(into: folder("p")))
    #expect(manifest.recordings.count == 32 && corpus.count == 32)
    #expect(Set(manifest.recordings.map(\.emotion)) == ["angry", "happy", "neutral", "sad"])
    #expect(Set(manifest.recordings.map(\.speaker)).count == 8)
    #expect(manifest.recordings.count { $0.gender == "female" } == 16)
    #expect(manifest.recordings.count { $0.language == "deu" } == 16)
    let summary = try await CorpusSummary(of: manifest)
    #expect(summary.problems.isEmpty)
    #expect(try #require(summary.durations).shortest > 1)

    // The same again, and the beginning of a longer one; another seed gives another.
    let bytes = { (folder: URL) in
      try Data(contentsOf: folder.appending(path: "wav/de2-sad-01.wav"))
    }
    _ = try await PracticeCorpus(sentences: 2).synthesize(into: folder("again"))
    #expect(try bytes(folder("again")) == bytes(folder("p")))
    _ = try await PracticeCorpus(sentences: 1, seed: 1).synthesize(into: folder("other"))
    #expect(try bytes(folder("other")) != bytes(folder("p")))
  }

  @Test(.enabled(if: hasEspeak, "espeak-ng is not installed"))
  func saysWhereItCannotWrite() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write([UInt8](), to: "file")
    await #expect(throws: CorpusError.self) {
      try await PracticeCorpus(sentences: 1).synthesize(into: file)
    }
  }

  @Test func namesThePackageWhereEspeakIsMissing() throws {
    let folder = try TemporaryFolder()
    do throws(CorpusError) {
      _ = try Speaker(path: "\(folder.url.path):/nowhere")
      Issue.record("there is no espeak-ng")
    } catch {
      #expect(error.description.contains("apt-get install espeak-ng"))
    }
  }

  @Test func refusesImpossibleSizes() {
    #expect(throws: CorpusError.self) { try PracticeCorpus(sentences: 0) }
  }
}
