import Files
import Foundation
import Speech
import TestSupport
import Testing

/// Parts of recordings become files of their own, each another one.
@Suite struct PartsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// - Parameter files: each of a tone of its own, 0.4 s long.
  private func contents(
    _ spans: [(file: String, start: Double, end: Double?)]
  ) throws -> CorpusContents {
    var contents = CorpusContents()
    // As texts, é in its two forms is one name.
    let files = Set(spans.map { ExactText($0.file) }).map(\.text)
    for (index, file) in files.enumerated() where !file.contains("none") {
      try folder.makeRecording("db/\(file)", seconds: 0.4, frequency: 200 + 50 * Double(index))
    }
    for (index, span) in spans.enumerated() {
      contents.recordings.append(
        Recording(
          url: folder("db/\(span.file)"), emotion: "e\(index)", further: ["split": "train"]))
      contents.spans[index] = Span(start: span.start, end: span.end)
    }
    contents.furtherColumns = ["split"]
    return contents
  }

  private func cut(_ contents: CorpusContents) throws -> CorpusContents {
    try contents.cuttingSpans(beside: folder("m.csv"), from: folder("db"))
  }

  @Test func noTwoPartsShareAFile() throws {
    let spans: [(file: String, start: Double, end: Double?)] = [
      ("a/001.wav", 0.1, 0.2), ("b/001.wav", 0.1, 0.2), ("a/001.flac", 0.1, 0.2),
      ("x-1.wav", 0.1, 0.2), ("x_1.wav", 0.1, 0.2), ("x-1.wav", 0.1001, 0.2), ("x-1.wav", 0.1, 0.3),
      ("x.wav", 0.1, nil), ("x-0.1.wav", 0.1, nil), ("A/001.wav", 0.1, 0.2),
      ("a/e\u{301}.wav", 0, 0.1),
      ("a/\u{E9}.wav", 0, 0.1), ("x.wav", 0.10000000001, nil),
    ]
    let cut = try cut(try contents(spans))
    let paths = cut.recordings.map(\.url.path)
    #expect(Set(paths.map { $0.lowercased() }).count == paths.count && paths.count == spans.count)
    #expect(cut.recordings.map(\.emotion) == spans.indices.map { "e\($0)" })
    #expect(cut.furtherColumns == ["split", "source", "start", "end"] && cut.spans.isEmpty)
    for (recording, span) in zip(cut.recordings, spans) {
      let source = try Signal(contentsOf: folder("db/\(span.file)"))
      let part = try Signal(contentsOf: recording.url)
      let first = Int((span.start * 16_000).rounded())
      #expect(part.samples == Array(source.samples[first...].prefix(part.samples.count)))
      #expect(recording.further["source"] == "db/\(span.file)")
      #expect(recording.further["split"] == "train")
    }
    #expect(cut.recordings[0].url.path.hasSuffix("m.segments/a/001.flac-0.1-0.2.wav") == false)
    #expect(
      cut.recordings[0].further["start"] == "0.1" && cut.recordings[0].further["end"] == "0.2")
    #expect(cut.recordings[7].further["end"] == "0.4")
    #expect(cut.recordings[3].url.path == folder("m.segments/x-1-0.1-0.2.wav").path)
  }

  /// A folder in the place of a part stands for a full disk.
  @Test func whereAPartCannotBeWrittenThoseBeforeItAreListed() throws {
    let contents = try contents(
      [("a.wav", 0, 0.1), ("a.wav", 0.1, 0.2), ("a.wav", 0.2, 0.3), ("b.wav", 0, 0.1)])
    let obstacle = folder("m.segments/a-0.2-0.3.wav")
    try Files.Folder.create(obstacle)
    let part = try cut(contents)
    #expect(part.recordings.map(\.emotion) == ["e0", "e1"])
    let interruption = try #require(part.interruption)
    #expect(interruption.all == 4 && interruption.error.path == obstacle.path)
    try Files.Folder.remove(obstacle)
    let whole = try cut(contents)
    #expect(whole.recordings.count == 4 && whole.interruption == nil)
    #expect(Array(whole.recordings.prefix(2)) == part.recordings)
  }

  @Test func whatAnEarlierImportLeftIsTold() throws {
    let earlier = try cut(try contents([("a.wav", 0, 0.1), ("a.wav", 0.1, 0.2)]))
    #expect(earlier.warnings.isEmpty)
    let later = try cut(try contents([("a.wav", 0, 0.1), ("a.wav", 0.15, 0.2)]))
    #expect(later.warnings.count == 1 && later.warnings[0].contains("holds 1 other sound"))
  }

  @Test func theLongestNamesHaveParts() throws {
    let stem = String(repeating: "a", count: 250)
    let cut = try cut(
      try contents([("\(stem)1.wav", 0, 0.1), ("\(stem)2.wav", 0, 0.1), ("b.wav", 0.25, nil)]))
    #expect(cut.interruption == nil && Set(cut.recordings.map(\.url)).count == 3)
  }

  @Test func partsThatCannotBeHadAreLeftOut() throws {
    let cut = try cut(
      try contents([
        ("a.wav", 0.1, 0.2), ("a.wav", 0.5, 0.6), ("none.wav", 0, 0.1), ("a.wav", 1e300, nil),
        ("a.wav", 0.3, 2),
      ]))
    #expect(cut.recordings.map(\.emotion) == ["e0", "e4"])
    #expect(cut.recordings[1].further["end"] == "0.4")
    #expect(
      cut.skipped.map { "\($0.label): \($0.reason)" } == [
        "e1: the part holds no sample of the file", "e2: the file of the part cannot be read",
        "e3: the part holds no sample of the file",
      ])
    #expect(
      cut.warnings == ["1 part should end after the end of the file and ends there."])
  }

  @Test func whereNoPartCanBeHadNothingIsListed() throws {
    let error = #expect(throws: FileError.self) {
      try cut(try contents([("a.wav", 0.5, 0.6), ("none.wav", 0, 0.1)]))
    }
    #expect(try #require(error).description.contains("none of the 2 parts"))
  }

  @Test func aFileThatLiesElsewhereHasItsOwnPlace() throws {
    var contents = try contents([("elsewhere/x.wav", 0.1, 0.2)])
    let other = try folder.makeRecording("x.wav", seconds: 0.4, frequency: 700)
    contents.recordings.append(Recording(url: other, emotion: "other"))
    contents.spans[1] = Span(start: 0.1, end: 0.2)
    let cut = try cut(contents)
    #expect(Set(cut.recordings.map(\.url.path)).count == 2)
    #expect(cut.recordings[1].url.path.hasPrefix(folder("m.segments/elsewhere/").path))
    #expect(
      try Signal(contentsOf: cut.recordings[1].url).samples
        == Array(Signal(contentsOf: other).samples[1_600..<3_200]))
  }

  @Test func theFolderIsNotTheManifest() {
    #expect(CorpusContents.parts(beside: folder("m.csv")).lastPathComponent == "m.segments")
    #expect(
      CorpusContents.parts(beside: folder("m.segments")).lastPathComponent == "m.segments.segments")
  }
}
