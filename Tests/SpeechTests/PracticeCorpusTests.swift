import Files
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

  /// A folder in the place of a recording stands for a full disk.
  @Test(.enabled(if: hasEspeak, "espeak-ng is not installed"))
  func stoppedInTheMiddleItGoesOn() async throws {
    let folder = try TemporaryFolder()
    let corpus = try PracticeCorpus(sentences: 1)
    let obstacle = folder("p/wav/en2-sad-01.wav")
    try Files.Folder.create(obstacle)
    let error = await #expect(throws: PartlyDone.self) {
      try await corpus.synthesize(into: folder("p"))
    }
    let partly = try #require(error)
    let listed = try Manifest(contentsOf: PracticeCorpus.manifest(in: folder("p"))).recordings
    #expect(partly.all == 32 && listed.count == partly.done && partly.done > 0)
    #expect(partly.error is CorpusError && PracticeCorpus.isUnfinished(folder("p")))
    try Files.Folder.remove(obstacle)
    _ = try await corpus.synthesize(into: folder("p"))
    _ = try await corpus.synthesize(into: folder("whole"))
    #expect(!PracticeCorpus.isUnfinished(folder("p")))
    let names = try Files.Folder.names(in: folder("whole/wav"))
    #expect(try Files.Folder.names(in: folder("p/wav")) == names)
    for name in names.map({ "wav/\($0)" }) + ["manifest.csv"] {
      #expect(
        try Data(contentsOf: folder("p/\(name)")) == Data(contentsOf: folder("whole/\(name)")))
    }
  }

  @Test func anotherCorpusIsNotWrittenOver() async throws {
    let folder = try TemporaryFolder()
    let manifest = try folder.write(Data("file,emotion\na.wav,sad\n".utf8), to: "manifest.csv")
    if Self.hasEspeak {
      await #expect(throws: CorpusError.self) {
        try await PracticeCorpus(sentences: 1).synthesize(into: folder.url)
      }
    }
    #expect(try Manifest(contentsOf: manifest).recordings.count == 1)
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
