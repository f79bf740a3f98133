import Files
public import Foundation

/// ESD (Zhou et al. 2022): 35,000 recordings of ten Mandarin and ten English speakers.
///
/// `0001/Angry/0001_000351.wav`, or with `train`, `evaluation` or `test` between the last two, which
/// becomes the column `split`.
public struct ESD: CorpusReader {
  public init() {}

  private static let officialCount = 35_000
  private static let emotions: [(folder: String, label: EmotionLabel)] = [
    ("Angry", .angry), ("Happy", .happy), ("Neutral", .neutral), ("Sad", .sad),
    ("Surprise", .surprised),
  ]
  private static let splits = ["", "train", "evaluation", "test"]
  private static let men: Set<Int> = [4, 5, 6, 8, 10, 11, 12, 13, 14, 20]

  public func read(_ root: URL) throws(CorpusError) -> CorpusContents {
    var contents = CorpusContents()
    contents.furtherColumns = ["split"]
    for speaker in 1...20 {
      let name = String(10_000 + speaker).dropFirst()
      for (folder, label) in Self.emotions {
        for split in Self.splits {
          let path = ["\(name)", folder, split].filter { !$0.isEmpty }.joined(separator: "/")
          guard let found = try Folder(ifThere: root.appending(path: path)) else { continue }
          add(found, of: speaker, named: String(name), label, split, to: &contents)
        }
      }
    }
    guard !contents.recordings.isEmpty else {
      throw .notTheCorpus(
        root: root.path,
        expected: "ESD, with recordings such as 0001/Angry/0001_000351.wav or "
          + "0001/Angry/train/0001_000366.wav",
        found: try Folder(root).summary)
    }
    contents.skipRest(
      of: try FolderTree(root), because: "it lies in none of the folders of ESD")
    contents.compare(with: Self.officialCount, of: "recordings of ESD", in: root)
    return contents
  }

  private func add(
    _ folder: Folder, of speaker: Int, named name: String, _ label: EmotionLabel, _ split: String,
    to contents: inout CorpusContents
  ) {
    let recordings = folder.recordings
    for (file, url) in recordings.byName.sorted(by: { $0.key < $1.key }) {
      guard file.wholeMatch(of: /([0-9]{4})_[0-9]{6}/).map({ $0.1 == name }) == true else {
        contents.skipped.append(
          SkippedFile(
            url, "the name is not of the form \(name)_000351.wav", label: label.rawValue))
        continue
      }
      contents.recordings.append(
        Recording(
          url: url, emotion: label.rawValue, speaker: name,
          gender: Self.men.contains(speaker) ? "male" : "female",
          language: speaker <= 10 ? "cmn" : "eng", corpus: CorpusKind.esd.rawValue,
          further: split.isEmpty ? [:] : ["split": split]))
    }
    contents.skipped += recordings.skipped.map {
      SkippedFile($0.url, $0.reason, detail: $0.detail, label: label.rawValue)
    }
    contents.skipped += folder.files.filter { !SoundFormat.isSound($0) }.map {
      SkippedFile($0, NamedRecordings.reason(against: $0))
    }
  }
}
