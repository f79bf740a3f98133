import Foundation
import Speech
import TestSupport
import Testing

/// The readers on small trees of the official layouts.
@Suite struct CorpusReaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Makes empty files; a reader looks at names only.
  private func make(_ paths: String...) throws {
    for path in paths {
      let url = folder(path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: url)
    }
  }

  private func summary(_ contents: CorpusContents) -> [String] {
    contents.recordings.map {
      [$0.url.lastPathComponent, $0.emotion, $0.speaker, $0.gender, $0.language, $0.corpus]
        .joined(separator: " ")
    }
  }

  @Test func emoDB() throws {
    try make(
      "wav/16b10Wb.wav", "wav/08a01Lc.flac", "wav/03a01Fa.wav", "wav/03a01Fa.flac",
      "wav/._03a01Fa.wav", "wav/04a01Fa.wav", "wav/03a01Xa.wav", "wav/readme.txt")
    let contents = try EmoDB().read(folder.url)
    #expect(
      summary(contents) == [
        "03a01Fa.wav happy 03 male deu emodb", "08a01Lc.flac bored 08 female deu emodb",
        "16b10Wb.wav angry 16 female deu emodb",
      ])
    #expect(
      contents.skipped.map { "\($0.url.lastPathComponent): \($0.reason)" } == [
        "03a01Fa.flac: the same recording lies beside it with another ending",
        "03a01Xa.wav: X is none of the emotions W, L, E, A, F, T, N",
        "04a01Fa.wav: 04 is none of the ten speakers",
        "readme.txt: it ends neither in .wav nor in .flac",
      ])
    #expect(try #require(contents.warnings.first).contains("3 of the 535 recordings of EMO-DB"))
    let inner = try EmoDB().read(folder("wav"))
    #expect(inner.recordings == contents.recordings && inner.skipped == contents.skipped)
  }

  @Test func emovo() throws {
    try make("f1/rab-f1-b1.wav", "f1/gio-f1-n5.wav", "m3/sor-m3-d1.flac", "m3/xyz-m3-d1.wav")
    let contents = try EMOVO().read(folder.url)
    #expect(
      summary(contents) == [
        "gio-f1-n5.wav happy f1 female ita emovo", "rab-f1-b1.wav angry f1 female ita emovo",
        "sor-m3-d1.flac surprised m3 male ita emovo",
      ])
    #expect(contents.skipped.count == 1)
  }

  /// Who speaks is what matters most, and one of the two is wrong.
  @Test func aNameThatContradictsItsFolderIsLeftOut() throws {
    try make("f1/rab-f1-b1.wav", "f1/dis-f2-b1.wav", "f2/dis-f2-b1.wav")
    let emovo = try EMOVO().read(folder.url)
    #expect(emovo.recordings.map(\.speaker) == ["f1", "f2"])
    #expect(
      emovo.skipped.map { "\($0.reason) \($0.label)" } == [
        "the name has another speaker than the folder disgusted"
      ])
    try make("Actor_02/03-01-04-01-01-01-01.wav", "Actor_02/03-01-04-01-01-01-02.wav")
    let ravdess = try RAVDESS().read(folder.url)
    #expect(ravdess.recordings.map(\.speaker) == ["02"])
    #expect(
      ravdess.skipped.map { "\($0.reason) \($0.label)" }
        .contains("the name has another actor than the folder sad"))
  }

  @Test func ravdess() throws {
    try make(
      "Actor_01/03-01-05-02-01-01-01.wav", "Actor_24/03-01-02-01-02-02-24.flac",
      "Actor_24/03-02-02-01-02-02-24.wav", "Actor_24/01-01-02-01-02-02-24.mp4",
      "audio_speech_actors_01-24/Actor_01/03-01-05-02-01-01-01.wav")
    let contents = try RAVDESS().read(folder.url)
    #expect(
      summary(contents) == [
        "03-01-05-02-01-01-01.wav angry 01 male eng ravdess",
        "03-01-02-01-02-02-24.flac calm 24 female eng ravdess",
      ])
    #expect(
      contents.skipped.map(\.reason).contains("it is not speech alone, which begins with 03-01"))
  }

  @Test func whatLiesBesideTheCorpusIsTold() throws {
    try make(
      "wav/03a01Fa.wav", "wav/03a01Wa.dvf", "wav/03a01Wb.DVF", "wav/readme.txt", "more/03a02Fa.wav",
      "more/deep/song.mp3", "more/deep/notes.txt")
    let manager = FileManager.default
    for (name, target) in [
      ("wav/08a01Fa.wav", "none"), ("more/round", ".."), ("more/again", "deep"), ("self", "self"),
    ] {
      try manager.createSymbolicLink(atPath: folder(name).path, withDestinationPath: target)
    }
    let contents = try EmoDB().read(folder.url)
    #expect(contents.recordings.map(\.url.lastPathComponent) == ["03a01Fa.wav"])
    let summary = contents.skippedSummary(in: folder.url)
    #expect(summary.count == 5 && summary.all == 6)
    #expect(
      summary.reasons.map { "\($0.count) \($0.reason)" } == [
        "2 it lies in none of the folders of EMO-DB",
        "2 sound as .dvf is not read; convert it to wav",
        "1 it is a link to none, where nothing lies",
      ])
    #expect(
      try #require(summary.lines.first).contains(
        "5 of 6 recordings left out: 2 because it lies in none of the folders of EMO-DB: "
          + "more/03a02Fa.wav, more/deep/song.mp3; "))
    #expect(
      summary.others.map(\.reason) == [
        "it ends neither in .wav nor in .flac", "it is a link that leads back to itself",
      ])
  }

  @Test func namesThatAreNoTextAreCounted() throws {
    try make("wav/03a01Fa.wav")
    for ending in [Array(".wav".utf8CString), [0]] {
      let path = Array(folder("wav/03a01W").path.utf8CString.dropLast()) + [CChar(bitPattern: 0xE4)]
      try #require(mkdir(path + ending, 0o777) == 0)
    }
    let summary = try EmoDB().read(folder.url).skippedSummary(in: folder.url)
    #expect(summary.count == 2 && summary.reasons[0].reason.contains("not UTF-8"))
  }

  @Test func leftOutIsCountedByLabel() throws {
    try make("a.wav", "B.WAV", "spoken.dvf", "unlisted.wav")
    _ = try folder.write(
      Data(
        """
        file,emotion
        a.wav,angry
        none.wav,sad
        nothing.wav,sad
        no.wav,angry
        b.wav,calm
        spoken.dvf,sad

        """.utf8), to: "list.csv")
    for root in [folder.url, folder("list.csv")] {
      let contents = try CSVCorpus().read(root)
      let summary = contents.skippedSummary(in: folder.url)
      #expect(summary.count == 7 && summary.all == 8)
      #expect(
        summary.lines == [
          "7 of 8 recordings left out: 3 because there is no such file (sad 2, angry 1): none.wav, "
            + "nothing.wav, no.wav; 2 because list.csv does not list it: B.WAV, unlisted.wav; "
            + "1 because sound as .dvf is not read; convert it to wav "
            + "(sad 1): spoken.dvf; 1 because there is no such file, though one whose name differs in "
            + "case or Unicode form (NFC, NFD) (calm 1): b.wav: there is B.WAV"
        ])
    }
  }

  @Test func aFolderInAnotherCaseIsNamed() throws {
    try make("Sound/WAV/a.wav", "Sound/WAV/b.WAV", "c.wav")
    _ = try folder.write(
      Data("file,emotion\nsound/wav/a.wav,sad\nSound/wav/B.wav,sad\nd/c.wav,sad\nc.wav,sad\n".utf8),
      to: "list.csv")
    let skipped = try CSVCorpus().read(folder("list.csv")).skipped.prefix(3)
    let root = folder.url.standardizedFileURL.path
    #expect(
      skipped.map(\.detail) == [
        "there is \(root)/Sound/WAV/a.wav", "there is \(root)/Sound/WAV/b.WAV", "",
      ])
    _ = try folder.write(Data("file,emotion\nsound/wav/a.wav,sad\n".utf8), to: "list.csv")
    let error = #expect(throws: CorpusError.self) { try CSVCorpus().read(folder("list.csv")) }
    #expect(error?.description.contains("there is \(root)/Sound/WAV/a.wav") == true)
  }

  @Test(
    arguments: CorpusKind.allCases.filter { $0 != .names && $0 != .csv })
  func refusesAnotherTree(_ kind: CorpusKind) throws {
    try make("music/song.wav", "03a01.wav", "notes.txt")
    do throws(CorpusError) {
      _ = try kind.reader.read(folder.url)
      Issue.record("this is not \(kind.rawValue)")
    } catch {
      guard case .notTheCorpus = error else { throw error }
      #expect(error.description.contains("found music/, 03a01.wav, notes.txt"))
    }
    #expect(throws: CorpusError.file(.missing(path: folder("none").path))) {
      try kind.reader.read(folder("none"))
    }
  }

  @Test func labelsThatAreNoneAreTold() throws {
    try make("a.wav", "b.wav", "c.wav")
    _ = try folder.write(
      Data("file,emotion\na.wav,xxx\nb.wav,sad\nc.wav,NaN\n".utf8), to: "labels.csv")
    let contents = try CSVCorpus().read(folder("labels.csv"))
    #expect(contents.recordings.count == 3)
    #expect(contents.warnings.count == 2)
    for label in ["NaN", "xxx"] {
      #expect(contents.warnings.contains { $0.contains("The label \"\(label)\" (1) counts as an") })
    }
  }

  @Test func anyTable() throws {
    try make("data/a.wav", "data/b.wav")
    _ = try folder.write(
      Data("emotion,file,gender,age\nangry,a.wav,M,31\nsad,b.wav,f,40\nsad,c.wav,f,40\n".utf8),
      to: "data/labels.csv")
    for root in [folder("data"), folder("data/labels.csv")] {
      let contents = try CSVCorpus().read(root)
      #expect(contents.recordings.map(\.gender) == ["male", "female"])
      #expect(contents.furtherColumns == ["age"])
      #expect(contents.skipped.map(\.url.lastPathComponent) == ["c.wav"])
      try Manifest.write(
        contents.recordings, furtherColumns: contents.furtherColumns, to: folder("m.csv"))
      let manifest = try Manifest(contentsOf: folder("m.csv"))
      #expect(manifest.recordings.map { $0.further["age"] } == ["31", "40"])
      #expect(manifest.recordings.map(\.url) == contents.recordings.map(\.url))
    }
    try make("none/a.wav", "two/a.csv", "two/b.csv")
    for root in [folder("none"), folder("two")] {
      #expect(throws: CorpusError.self) { try CSVCorpus().read(root) }
    }
  }
}

/// The readers on the corpora themselves.
@Suite struct WholeCorpusTests {
  private func read(_ kind: CorpusKind) throws -> CorpusContents {
    try kind.reader.read(TestCorpora.folder.appending(path: kind.rawValue))
  }

  private func counts(_ contents: CorpusContents, _ value: (Recording) -> String) -> [String: Int] {
    Dictionary(contents.recordings.map { (value($0), 1) }, uniquingKeysWith: +)
  }

  @Test(.enabled(if: TestCorpora.has("emodb"), "EMO-DB is not here: set SER_CORPORA"))
  func emoDB() throws {
    let contents = try read(.emodb)
    #expect(contents.recordings.count == 535)
    #expect(contents.warnings.isEmpty)
    #expect(
      counts(contents, \.emotion) == [
        "angry": 127, "bored": 81, "disgusted": 46, "fearful": 69, "happy": 71, "sad": 62,
        "neutral": 79,
      ])
    #expect(
      counts(contents, \.speaker) == [
        "03": 49, "08": 58, "09": 43, "10": 38, "11": 55, "12": 35, "13": 61, "14": 69, "15": 56,
        "16": 71,
      ])
  }

  @Test(.enabled(if: TestCorpora.has("emovo"), "EMOVO is not here: set SER_CORPORA"))
  func emovo() throws {
    let contents = try read(.emovo)
    #expect(contents.recordings.count == 588)
    #expect(counts(contents, \.emotion).values.allSatisfy { $0 == 84 })
    #expect(counts(contents, \.speaker).values.allSatisfy { $0 == 98 })
  }

  @Test(.enabled(if: TestCorpora.has("ravdess"), "RAVDESS is not here: set SER_CORPORA"))
  func ravdess() throws {
    let contents = try read(.ravdess)
    #expect(contents.recordings.count == 1440)
    #expect(counts(contents, \.emotion)["neutral"] == 96)
    #expect(counts(contents, \.emotion).count == 8)
    #expect(counts(contents, \.speaker).count == 24)
  }
}
