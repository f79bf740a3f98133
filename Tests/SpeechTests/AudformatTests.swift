import Files
import Foundation
import Speech
import TestSupport
import Testing

@Suite struct AudformatTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let ramp = (0..<16_000).map { Float($0) / 16_000 }
    try FileManager.default.createDirectory(at: folder("wav"), withIntermediateDirectories: true)
    for name in ["a.wav", "b.wav"] {
      try Signal(ramp, sampleRate: 16_000).write(to: folder("wav/\(name)"))
    }
    _ = try folder.write(
      Data(
        """
        name: mydb
        languages: [deu]
        schemes:
          emotion: {dtype: str, labels: [anger, joy]}
          speaker:
            dtype: int
            labels:
              3: {gender: male}
              8: {gender: female}
        tables:
          emotion: {type: filewise, columns: {emotion: {scheme_id: emotion}}}
        """.utf8), to: "db.yaml")
    _ = try folder.write(
      Data("file,speaker\nwav/a.wav,3\nwav/b.wav,8\n".utf8), to: "db.files.csv")
  }

  private func lines(_ contents: CorpusContents) -> [String] {
    contents.recordings.map {
      [$0.url.lastPathComponent, $0.emotion, $0.speaker, $0.gender, $0.language, $0.corpus]
        .joined(separator: " ")
    }
  }

  @Test func wholeFiles() throws {
    _ = try folder.write(
      Data(
        "file,emotion,emotion.confidence\nwav/a.wav,anger,0.9\nwav/b.wav,joy,1\nwav/c.wav,joy,1\n"
          .utf8), to: "db.emotion.csv")
    let contents = try Audformat().read(folder.url)
    #expect(
      lines(contents) == ["a.wav angry 3 male deu mydb", "b.wav happy 8 female deu mydb"])
    #expect(contents.skipped.map(\.reason) == ["there is no such file"])
    #expect(contents.spans.isEmpty)
  }

  /// A scheme may say in words what the numbers of its tables are.
  @Test func numbersGoByTheirNames() throws {
    let header = try String(contentsOf: folder("db.yaml"), encoding: .utf8)
    _ = try folder.write(
      Data(
        header.replacing(
          "{dtype: str, labels: [anger, joy]}", with: "{dtype: int, labels: {0: anger, 1: joy}}"
        ).utf8), to: "db.yaml")
    _ = try folder.write(
      Data("file,emotion\nwav/a.wav,0\nwav/b.wav,1\n".utf8), to: "db.emotion.csv")
    #expect(try Audformat().read(folder.url).recordings.map(\.emotion) == ["angry", "happy"])
  }

  /// Times that no recording has are no times, whatever number they are.
  @Test(arguments: ["1e300", "99999999999999999999 days", "1e10", "-1", "inf", "99999999999:00:00"])
  func timesBeyondAnyRecording(time: String) throws {
    _ = try folder.write(
      Data(
        "file,start,end,emotion\nwav/a.wav,\(time),,joy\nwav/b.wav,0,\(time),joy\nwav/a.wav,0,1,joy\n"
          .utf8), to: "db.emotion.csv")
    let contents = try Audformat().read(folder.url)
    #expect(contents.recordings.count == 1)
    #expect(
      contents.skipped.map(\.reason)
        == Array(repeating: "its start or end is no time", count: 2))
  }

  @Test func partsOfFilesAreCutOut() throws {
    _ = try folder.write(
      Data(
        """
        file,start,end,emotion
        wav/a.wav,0 days 00:00:00.250000,0 days 00:00:00.500000,anger
        wav/a.wav,0 days 00:00:00.500000,NaT,joy
        wav/b.wav,0,,anger
        wav/b.wav,soon,,anger
        """.utf8), to: "db.segments.csv")
    let contents = try Audformat().read(folder.url)
    #expect(contents.spans == [0: Span(start: 0.25, end: 0.5), 1: Span(start: 0.5, end: nil)])
    #expect(contents.skipped.count == 1)
    let cut = try contents.cuttingSpans(beside: folder("m.csv"), from: folder.url)
    #expect(
      lines(cut) == [
        "a-0.25-0.5.wav angry 3 male deu mydb", "a-0.5-end.wav happy 3 male deu mydb",
        "b.wav angry 8 female deu mydb",
      ])
    let first = try Signal(contentsOf: cut.recordings[0].url)
    #expect(first.samples.count == 4000 && abs(first.samples[0] - 0.25) < 1e-3)
    #expect(try Signal(contentsOf: cut.recordings[1].url).samples.count == 8000)

    // Again is as before; another sound of that name is another manifest's.
    _ = try contents.cuttingSpans(beside: folder("m.csv"), from: folder.url)
    try Signal([Float](repeating: 0.5, count: 16_000), sampleRate: 16_000)
      .write(to: folder("wav/a.wav"))
    let before = try Data(contentsOf: cut.recordings[0].url)
    let error = #expect(throws: FileError.self) {
      try contents.cuttingSpans(beside: folder("m.csv"), from: folder.url)
    }
    #expect(error?.description.contains("a part of another recording") == true)
    #expect(try Data(contentsOf: cut.recordings[0].url) == before)
  }

  @Test func refusals() throws {
    #expect(throws: CorpusError.self) { try Audformat().read(folder.url) }
    _ = try folder.write(Data("PAR1".utf8), to: "db.emotion.parquet")
    do throws(CorpusError) {
      _ = try Audformat().read(folder.url)
      Issue.record("Parquet is not read")
    } catch {
      #expect(error.description.contains("storage_format"))
    }
    _ = try folder.write(Data("a: [".utf8), to: "db.yaml")
    #expect(throws: CorpusError.self) { try Audformat().read(folder.url) }
    #expect(throws: CorpusError.self) { try Audformat().read(folder("wav")) }
  }

  @Test func aWrittenDatabaseIsRead() throws {
    var table = AudformatDatabase.Table(
      "parts", columns: [("emotion", "emotion")], isSegmented: true)
    table.append(folder("wav/a.wav"), Span(start: 0, end: 0.25), values: ["angry"])
    table.append(folder("db/b.wav"), Span(start: 0.5, end: nil), values: ["a, b"])
    let database = AudformatDatabase(
      "mine", description: "Two parts: of two files", source: "a test",
      schemes: ["emotion": .labels(["angry", "a, b"])], tables: [table])
    try database.write(to: folder("db"))
    let rows = try CSVTable(contentsOf: folder("db/db.parts.csv")).rows
    #expect(rows[0][1...2] == ["0 days 00:00:00.000000", "0 days 00:00:00.250000"])
    #expect(rows[1].first == "b.wav" && rows[1][2...3] == ["", "a, b"])
    let contents = try Audformat().read(folder("db"))
    #expect(contents.recordings.map(\.emotion) == ["angry"])
    #expect(contents.spans == [0: Span(start: 0, end: 0.25)])
    #expect(contents.skipped.map(\.reason) == ["there is no such file"])
    #expect(throws: FileError.self) { try database.write(to: folder("db")) }
  }

  /// As pandas writes a column of which every start is 0.
  @Test func timesOfWholeDays() throws {
    _ = try folder.write(
      Data("file,start,end,emotion\nwav/a.wav,0 days,0 days 00:00:00.5,joy\n".utf8),
      to: "db.emotion.csv")
    let contents = try Audformat().read(folder.url)
    #expect(contents.spans == [0: Span(start: 0, end: 0.5)])
  }

  /// Their samples could not be counted.
  @Test(arguments: [
    "1e300", "inf", "99999999999999999999 days", "99999999999999 days 00:00:01",
    "99999999999999999999:00:00",
  ])
  func timesThatNoRecordingHas(time: String) throws {
    _ = try folder.write(
      Data("file,start,end,emotion\nwav/a.wav,\(time),NaT,joy\nwav/a.wav,0,\(time),joy\n".utf8),
      to: "db.emotion.csv")
    do throws(CorpusError) {
      _ = try Audformat().read(folder.url)
      Issue.record("\(time) is read")
    } catch {
      #expect(error.description.contains("no time"), "\(error)")
    }
  }
}
