import Files
import Foundation
import TestSupport
import Testing

@testable import Speech

/// What an import finds doubtful, and what its manifest keeps of odd names.
@Suite struct ImportDoubtsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func make(_ paths: String...) throws {
    for path in paths {
      try FileManager.default.createDirectory(
        at: folder(path).deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: folder(path))
    }
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder(name).path, withDestinationPath: target)
  }

  private func names(_ pattern: String = "{emotion}/{}") throws -> CorpusContents {
    var contents = try AnyNames(pattern: NamePattern(parsing: pattern)).read(folder.url)
    contents.leaveOutSameFiles()
    return contents
  }

  @Test func aFileUnderTwoNamesIsOneRecording() throws {
    try make("sad/b.wav", "happy/c.wav")
    try link("sad/a.wav", to: "b.wav")
    try link("happy/d.wav", to: "../sad/b.wav")
    let contents = try names()
    #expect(contents.recordings.map(\.url.lastPathComponent) == ["c.wav", "b.wav"])
    let lines = contents.skippedSummary(in: folder.url).lines
    #expect(lines.count == 1 && lines[0].hasPrefix("2 other files or folders passed over"))
    #expect(
      lines[0].contains("listed by another name (sad 1): sad/a.wav")
        && lines[0].contains("and under another emotion (happy 1): happy/d.wav"))
    try Manifest.write(contents.recordings, to: folder("m.csv"))
    #expect(try Manifest(contentsOf: folder("m.csv")).recordings == contents.recordings)
  }

  @Test func oddNamesAreReadAgainAsTheyWereWritten() throws {
    let odd = [
      " a.wav", "\tb.wav", "c, d.wav", "e\"f.wav", "g\nh.wav", "~", "C:", " ", "i .wav",
      "\u{A0}j.wav",
      "\"k\".wav", "#l.wav", "m%20.wav", "sad;.wav",
    ].map { $0.hasSuffix(".wav") ? "sad/\($0)" : "sad/\($0)/n.wav" }
    try make("sad/x.wav", "y.csv")
    for name in odd { try make(name) }
    for root in ["", "sad"] {
      let contents = try AnyNames(
        pattern: NamePattern(parsing: root.isEmpty ? "{}/{emotion}" : "{emotion}")
      )
      .read(folder(root))
      // A line break may be in a path, and not in an emotion.
      #expect(contents.recordings.count == odd.count)
      #expect(
        contents.skipped.map(\.reason).filter { $0.contains("control character") }.count == 1)
      try Manifest.write(contents.recordings, to: folder("sad/m.csv"))
      let again = try Manifest(contentsOf: folder("sad/m.csv"))
      #expect(again.recordings == contents.recordings)
    }
  }

  @Test func blanksAroundWhatANameSaysAreNone() throws {
    try make(" sad /a.wav", "  /b.wav")
    let contents = try names()
    #expect(contents.recordings.map(\.emotion) == ["sad"])
    #expect(contents.skipped.map(\.reason) == ["the name has blanks in the emotion's place"])
  }

  @Test(arguments: [
    ("M", "male"), ("Man", "male"), ("MALE ", "male"), ("woman", "female"), ("F", "female"),
    ("Other", "other"), ("non-binary", "other"), ("unknown", ""), ("n/a", ""), ("alien", "alien"),
  ])
  func genders(word: String, name: String) { #expect(Gender.name(word) == name) }

  @Test func aSpeakerOfTwoGendersIsTold() {
    func doubts(_ genders: String...) -> [String] {
      PersonDoubts.genders(
        of: genders.map {
          Recording(url: folder("a.wav"), emotion: "sad", speaker: "s", gender: $0)
        })
    }
    #expect(doubts("M", "male", "", "unknown").isEmpty)
    #expect(
      doubts("M", "w", "f").first?.contains("s has the genders \"female\" (2), \"male\" (1)")
        == true)
  }

  @Test func anUnknownGenderIsTold() throws {
    try make("sad_W_1.wav", "sad_alien_2.wav", "sad_alien_3.wav")
    let contents = try names("{emotion}_{gender}_{}")
    #expect(contents.recordings.map(\.gender) == ["female", "alien", "alien"])
    #expect(
      contents.warnings.count == 1 && contents.warnings[0].contains("\"alien\" (2) is none of"))
  }

  @Test func aFolderThatContradictsTheNamesIsTold() throws {
    try make("Angry/SM1_F1_A01.wav", "Angry/SM1_F1_H02.wav", "Angry/SM1_F1_H03.wav")
    let warnings = try CorpusKind.urdu.reader.read(folder.url).warnings
    #expect(
      warnings.contains {
        $0.hasSuffix(
          "the folders of 2 recordings say another emotion than their names, which count: "
            + "Angry/SM1_F1_H02.wav is happy, and 1 more.")
      }, "\(warnings)")
    try make("05Angry/h3-01-01-01-50.wav", "05Angry/a3-01-01-01-51.wav")
    #expect(
      try CorpusKind.ased.reader.read(folder.url).warnings.contains {
        $0.contains("the folder of a recording says another emotion than its name, which counts")
      })
  }

  @Test func aNameWithMoreThanThePatternIsNoRecordingOfCREMAD() throws {
    try make(
      "1001_DFA_ANG_XX.wav", "1040_ITH_SAD_X.wav", "1001_DFA_ANG_XX_noise.wav",
      "1001_DFA_ANG_XX_pitch_up.wav")
    let contents = try CorpusKind.cremaD.reader.read(folder.url)
    #expect(contents.recordings.count == 2)
    #expect(contents.skippedSummary(in: folder.url).lines[0].contains("1001_DFA_ANG_XX_noise.wav"))
  }

  @Test func whatIsMissingIsToldWithWhatHelps() throws {
    try make("train_splits/dia0_utt0.mp4")
    let meld = #expect(throws: CorpusError.self) {
      try CorpusKind.meld.reader.read(folder.url)
    }
    #expect(meld?.description.contains("put train_sent_emo.csv, dev_sent_emo.csv") == true)
    let table = try folder.write(Data("file,emotion\nwav/a.wav,sad\n".utf8), to: "list.csv")
    let csv = #expect(throws: CorpusError.self) { try CSVCorpus().read(table) }
    #expect(
      csv?.description.contains("are taken from the table's folder: move the table") == true,
      "\(String(describing: csv))")
  }
}
