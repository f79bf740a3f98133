import Files
import Foundation
import Speech
import Testing

/// The built program's predictions of recordings and folders, in every form.
@Suite(.timeLimit(.minutes(10))) struct PredictionTests {
  let corpus: SmallCorpus

  init() throws { corpus = try SmallCorpus() }

  /// A trained classifier, and a folder of three recordings of which one is broken.
  private func prepare() async throws {
    let trained = try await corpus.program(
      ["train", "classifier", "m.csv", "--output", "run"] + SmallCorpus.settings)
    #expect(trained.status == 0, "\(trained.errors)")
    try Folder.create(corpus.folder("own/below"))
    let tone = (0..<32_000).map { 0.3 * sin(Float($0) * 0.06) }
    try Signal(tone, sampleRate: 16_000).write(to: corpus.folder("own/long.wav"))
    try Signal(tone, sampleRate: 44_100).write(to: corpus.folder("own/below/other.WAV"))
    for name in ["own/broken.flac", "own/notes.txt"] {
      _ = try corpus.folder.write(Data("no sound".utf8), to: name)
    }
  }

  private func predict(_ words: String...) async throws -> Program.Answer {
    try await corpus.program(["predict"] + words + ["--model", "run/classifier.safetensors"])
  }

  @Test func aFolderWithABrokenRecording() async throws {
    try await prepare()
    let answer = try await predict("own", "--output", "p.csv", "--over-time", "--step", "0.4")
    #expect(answer.status == 65 && answer.errors.contains("own/broken.flac: "), "\(answer)")
    #expect(answer.errors.contains("1 of 3 recordings is left out"), "\(answer)")
    #expect(answer.output.contains("own/below/other.WAV: "), "\(answer)")
    #expect(answer.output.contains("\n    0.40 to   1.20 s  "), "\(answer)")
    let table = try CSVTable(contentsOf: corpus.folder("p.csv"))
    #expect(table.header.prefix(4) == ["file", "start", "truth", "predicted"])
    let long = table.rows.filter { $0[0] == "own/long.wav" }
    #expect(long.compactMap { Double($0[1]) } == [0, 0.4, 0.8, 1.175])
    #expect(long.compactMap { Double($0[8]) } == [0.8, 1.2, 1.6, 1.975])

    let slash = try await predict("own/", "--output", "q.csv")
    #expect(slash.status == 65 && slash.errors.contains("1 of 3 recordings"), "\(slash)")
    let rows = try CSVTable(contentsOf: corpus.folder("q.csv")).rows
    #expect(Set(rows.map { $0[0] }) == ["own/long.wav", "own/below/other.WAV"])
    // A step beyond the end leaves the first segment, and the last, which ends there.
    let far = try await predict("own/long.wav", "--step", "1e308")
    #expect(far.status == 0 && far.output.hasPrefix("own/long.wav: "), "\(far)")

    let gone = try await predict("own/long.wav", "none.wav", "--json")
    #expect(gone.status == 66 && gone.errors.contains("none.wav"), "\(gone)")
    let list = try JSONSerialization.jsonObject(with: Data(gone.output.utf8)) as? [[String: Any]]
    #expect(list?.count == 1 && (list?.first?["segments"] as? [[String: Any]])?.count == 3)
    let listed = try await predict("own/long.wav", "--manifest", "m.csv")
    #expect(listed.isRefused(64, naming: "leave --manifest away"), "\(listed)")
    let alone = try await predict("own/broken.flac")
    #expect(alone.isRefused(65, naming: "broken.flac"), "\(alone)")
    let empty = try await predict("run/checkpoints")
    #expect(empty.isRefused(65, naming: "run/checkpoints"), "\(empty)")
  }

  @Test func whatAFolderHoldsBesideRecordingsThatAreRead() async throws {
    try await prepare()
    let manager = FileManager.default
    try Folder.remove(corpus.folder("own/broken.flac"))
    _ = try corpus.folder.write(Data("ftyp".utf8), to: "own/phone.dvf")
    for (name, target) in [("own/gone.wav", "none.wav"), ("own/below/up", "../../own")] {
      try manager.createSymbolicLink(
        atPath: corpus.folder(name).path, withDestinationPath: target)
    }
    let answer = try await predict("own", "--output", "p.csv")
    #expect(
      answer.status == 65 && answer.errors.contains("2 of 4 recordings are left out"), "\(answer)")
    #expect(answer.errors.contains("sound as .dvf is not read; convert it"), "\(answer)")
    #expect(answer.errors.contains("a link to none.wav, where nothing lies: gone.wav"), "\(answer)")
    let rows = try CSVTable(contentsOf: corpus.folder("p.csv")).rows.filter { $0[1].isEmpty }
    #expect(rows.map { $0[0] } == ["own/long.wav", "own/below/other.WAV"])

    try Folder.create(corpus.folder("phone"))
    try manager.moveItem(at: corpus.folder("own/phone.dvf"), to: corpus.folder("phone/a.dvf"))
    let none = try await predict("phone")
    #expect(none.isRefused(65, naming: "phone", "1 of 1 recordings left out", ".dvf"), "\(none)")
  }

  @Test func audformatIsReadAgain() async throws {
    try await prepare()
    let answer = try await predict(
      "own/long.wav", "own/below", "--format", "audformat", "--output", "db", "--quiet")
    #expect(answer.status == 0, "\(answer)")
    let segments = try CSVTable(contentsOf: corpus.folder("db/db.segments.csv"))
    #expect(segments.header.prefix(4) == ["file", "start", "end", "emotion"])
    #expect(segments.rows[1][1...2] == ["0 days 00:00:00.800000", "0 days 00:00:01.600000"])
    // Files as a whole and parts of them: their sound would be listed twice.
    let error = #expect(throws: CorpusError.self) { try Audformat().read(corpus.folder("db")) }
    #expect(try #require(error).description.contains("--table files"))
    let contents = try Audformat(tables: ["files"]).read(corpus.folder("db"))
    #expect(
      contents.recordings.map(\.url.lastPathComponent) == ["long.wav", "other.WAV"])
    let again = try await predict("own/long.wav", "--format", "audformat", "--output", "db")
    #expect(again.isRefused(73, naming: "db", "not empty"), "\(again)")
  }
}
