import Foundation
import Speech
import TestSupport
import Testing

/// The reader on trees of the official forms and size: names only.
@Suite struct ESDTests {
  /// 350 recordings of each emotion of each speaker; with splits, 20 and 30 of them for evaluation and
  /// test.
  private func make(splits: Bool, in folder: TemporaryFolder) throws {
    for speaker in 1...20 {
      let name = String(10_000 + speaker).dropFirst()
      for (place, emotion) in ["Neutral", "Angry", "Happy", "Sad", "Surprise"].enumerated() {
        var made: Set<String> = []
        for sentence in 1...350 {
          let split = sentence <= 20 ? "evaluation" : sentence <= 50 ? "test" : "train"
          let path = "\(name)/\(emotion)" + (splits ? "/\(split)" : "")
          if made.insert(path).inserted {
            try FileManager.default.createDirectory(
              at: folder(path), withIntermediateDirectories: true)
          }
          let number = String(1_000_000 + place * 350 + sentence).dropFirst()
          try Data().write(to: folder("\(path)/\(name)_\(number).wav"))
        }
      }
      try Data([0xFF]).write(to: folder("\(name)/\(name).txt"))
    }
  }

  @Test(arguments: [false, true])
  func wholeCorpus(splits: Bool) throws {
    let folder = try TemporaryFolder()
    try make(splits: splits, in: folder)
    let contents = try ESD().read(folder.url)
    #expect(contents.recordings.count == 35_000)
    #expect(contents.warnings.isEmpty && contents.skipped.isEmpty)
    func counts(_ value: (Recording) -> String) -> [String: Int] {
      Dictionary(contents.recordings.map { (value($0), 1) }, uniquingKeysWith: +)
    }
    #expect(
      counts(\.emotion) == [
        "angry": 7000, "happy": 7000, "neutral": 7000, "sad": 7000, "surprised": 7000,
      ])
    #expect(counts(\.language) == ["cmn": 17_500, "eng": 17_500])
    #expect(counts(\.gender) == ["male": 17_500, "female": 17_500])
    #expect(
      counts { $0.further["split"] ?? "" }
        == (splits ? ["train": 30_000, "evaluation": 2_000, "test": 3_000] : ["": 35_000]))
  }

  @Test func whatDoesNotBelong() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      at: folder("0007/Sad"), withIntermediateDirectories: true)
    for name in ["0007_000001.wav", "0007_000001.flac", "0008_000002.wav", "notes.txt"] {
      try Data().write(to: folder("0007/Sad/\(name)"))
    }
    // A folder in small letters, and a speaker whom ESD has not.
    for path in ["0007/sad/0007_000003.wav", "0021/Sad/0021_000001.wav"] {
      try FileManager.default.createDirectory(
        at: folder(path).deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: folder(path))
    }
    let contents = try ESD().read(folder.url)
    #expect(contents.recordings.map(\.url.lastPathComponent) == ["0007_000001.wav"])
    #expect(contents.skipped.count == 5 && contents.warnings.count == 1)
    let summary = contents.skippedSummary(in: folder.url)
    #expect(summary.count == 4)
    #expect(
      summary.reasons.first.map { "\($0.count) \($0.reason)" }
        == "2 it lies in none of the folders of ESD")
    #expect(summary.reasons.dropFirst().allSatisfy { $0.labels == ["sad": 1] })
  }
}
