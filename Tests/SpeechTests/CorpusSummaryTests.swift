import CSndFile
import Foundation
import Speech
import TestSupport
import Testing

@Suite struct CorpusSummaryTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func countsAndFindsProblems() async throws {
    try folder.makeRecording("good.wav", seconds: 1)
    try folder.makeRecording("twin.wav", seconds: 1)
    try folder.makeRecording("short.wav", seconds: 0.03)
    try folder.makeRecording("silent.wav", seconds: 2, frequency: 0)
    try SoundFixtures.write(
      SoundFixtures.tone(300, seconds: 4, sampleRate: 8_000, amplitude: 3), sampleRate: 8_000,
      format: SF_FORMAT_WAV | SF_FORMAT_PCM_16, to: folder("clipped.wav"))
    _ = try folder.write(Data("no sound".utf8), to: "text.wav")
    let table = """
      file,emotion,speaker
      good.wav,angry,1
      twin.wav,sad,1
      short.wav,sad,2
      silent.wav,sad,2
      clipped.wav,angry,2
      text.wav,angry,
      none.wav,sad,
      none.wav,sad,

      """
    let manifest = try Manifest(contentsOf: folder.write(Data(table.utf8), to: "m.csv"))
    let summary = try await CorpusSummary(of: manifest)

    #expect(summary.recordings == 7)
    #expect(summary.emotions.map { "\($0.value) \($0.recordings)" } == ["angry 3", "sad 4"])
    #expect(summary.speakers.map { "\($0.value) \($0.recordings)" } == [" 2", "1 2", "2 3"])
    #expect(
      summary.sampleRates.map { "\($0.value) \($0.recordings)" } == ["16000 4", "8000 1"])
    let durations = try #require(summary.durations)
    #expect(abs(durations.total - 8.03) < 1e-9)
    #expect(durations.shortest == 0.03 && durations.median == 1 && durations.longest == 4)
    #expect(
      summary.problems.map {
        "\(URL(fileURLWithPath: $0.file).lastPathComponent) \($0.kind.rawValue)"
      } == [
        "twin.wav duplicate", "short.wav short", "silent.wav silent", "clipped.wav clipped",
        "clipped.wav narrow", "text.wav unreadable", "none.wav missing",
      ])
    #expect(
      summary.problemKinds.map { "\($0.value) \($0.recordings)" } == [
        "clipped 1", "duplicate 1", "missing 1", "narrow 1", "same file 1", "short 1", "silent 1",
        "two labels 1", "unreadable 1", "without speaker 1",
      ])
    #expect(durations.quantiles.map(\.share) == [0.05, 0.25, 0.75, 0.95])
    // Of 0.03, 1, 1, 2 and 4 s.
    for (quantile, seconds) in zip(durations.quantiles, [0.224, 1, 2, 3.6]) {
      #expect(abs(quantile.seconds - seconds) < 1e-9)
    }
    #expect(summary.splits.isEmpty && summary.sharedSpeakers.isEmpty)
    #expect(summary.warnings.isEmpty)
    #expect(
      summary.corpusProblems.map { "\($0.kind.rawValue) \($0.files.count)" } == [
        "without speaker 2", "two labels 2", "same file 1",
      ])

    let data = try JSONEncoder().encode(summary)
    #expect(try JSONDecoder().decode(CorpusSummary.self, from: data) == summary)
  }

  @Test func isShownAsATable() async throws {
    try folder.makeRecording("a.wav", seconds: 1)
    try folder.makeRecording("b.wav", seconds: 2)
    let table = "file,emotion,speaker\na.wav,angry,1\nb.wav,sad,\nc.wav,sad,1\n"
    let manifest = try Manifest(contentsOf: folder.write(Data(table.utf8), to: "m.csv"))
    #expect(
      try await CorpusSummary(of: manifest).table() == """
        \(folder("m.csv").path): 3 recordings, 0.1 min; shortest 1.00 s, median 1.50 s, \
        longest 2.00 s
        durations: 5 % up to 1.05 s, 25 % up to 1.25 s, 75 % up to 1.75 s, 95 % up to 1.95 s

        emotion
          angry       1
          sad         2

        speaker
          (unknown)       1
          1               2

        sample rate
          16000       2

        problems: 4 (class of one recording 1, missing 1, one speaker 1, without speaker 1)
          without speaker: 1 of 3 recordings have no speaker, b.wav; fill the column in
          one speaker: all recordings whose speaker is known are of 1; a test needs other people than \
        the training
          class of one recording: angry has one recording, which cannot be in training and test; add \
        some, or leave the class out
          missing: \(folder("c.wav").standardizedFileURL.path): there is no such file

        """)
  }

  @Test func speakersOfSeveralSplitsAreNamed() async throws {
    try folder.makeRecording("a.wav", seconds: 1)
    for name in ["b", "c", "d"] { try folder.makeRecording("\(name).wav", seconds: 2) }
    let table = """
      file,emotion,speaker,session,split
      a.wav,angry,1,1,train
      b.wav,sad,1,2,test
      c.wav,sad,2,2,test
      d.wav,sad,,1,train

      """
    let manifest = try Manifest(contentsOf: folder.write(Data(table.utf8), to: "m.csv"))
    let summary = try await CorpusSummary(of: manifest)
    #expect(summary.splits.map { "\($0.value) \($0.recordings)" } == ["test 2", "train 2"])
    #expect(
      summary.sharedSpeakers.map { "\($0.speaker) \($0.column) \($0.values)" } == [
        #"1 split ["test", "train"]"#, #"1 session ["1", "2"]"#,
      ])
    #expect(summary.table().contains("\n  1 in the splits test, train\n"))
  }

  @Test(.enabled(if: TestCorpora.has("emodb"), "EMO-DB is not here: set SER_CORPORA"))
  func emoDBIsSound() async throws {
    let folder = TestCorpora.folder.appending(path: "emodb")
    try Manifest.write(try EmoDB().read(folder).recordings, to: self.folder("m.csv"))
    let summary = try await CorpusSummary(of: Manifest(contentsOf: self.folder("m.csv")))
    #expect(summary.durations?.total.rounded() == 1_487)
    #expect(summary.problems.allSatisfy { $0.kind == .clipped })
  }
}
