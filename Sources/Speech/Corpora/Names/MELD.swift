import Files
public import Foundation

/// MELD (Poria et al. 2019): 13,708 utterances of a comedy series, with several people a scene.
///
/// `train_sent_emo.csv`, `dev_sent_emo.csv` and `test_sent_emo.csv` say who speaks with which emotion in
/// `dia0_utt0.mp4`, as the page github.com/declare-lab/MELD has it, or in a wav of that name. The three parts
/// number their dialogues alike, and lie in folders that have their names: `train_splits`,
/// `dev_splits_complete`, `output_repeated_splits_test`.
public struct MELD: CorpusReader {
  public init() {}

  private static let officialCount = 13_708
  private static let splits = ["train", "dev", "test"]
  private static let emotions = [
    "anger": "angry", "disgust": "disgusted", "fear": "fearful", "joy": "happy",
    "neutral": "neutral", "sadness": "sad", "surprise": "surprised",
  ]
  private static let columns = ["Speaker", "Emotion", "Dialogue_ID", "Utterance_ID"]

  private static func table(of split: String) -> String { "\(split)_sent_emo.csv" }

  private static func isRecording(_ file: URL) -> Bool {
    SoundFormat.isSound(file) && file.lastPathComponent.hasPrefix("dia")
      && file.lastPathComponent.contains("_utt")
  }

  public func read(_ root: URL) throws(CorpusError) -> CorpusContents {
    let tree = try FolderTree(root)
    var contents = CorpusContents()
    contents.furtherColumns = ["split"]
    for split in Self.splits {
      let name = Self.table(of: split)
      let files = tree.only(split, among: Self.splits).files
      guard let table = tree.files.first(where: { $0.lastPathComponent == name }) else {
        contents.skipped += files.filter(SoundFormat.isSound).map {
          SkippedFile($0, "there is no \(name), which says its emotion")
        }
        continue
      }
      contents.tables.append(table)
      var sounds = NamedRecordings(among: files, ofAnyKind: true)
      do throws(FileError) {
        try add(table, of: split, from: &sounds, to: &contents)
      } catch {
        throw .file(error)
      }
      contents.skipped += sounds.left.map { SkippedFile($0, "\(name) does not list it") }
      contents.skipped += sounds.skipped
    }
    if contents.tables.isEmpty, tree.files.contains(where: Self.isRecording) {
      throw .file(
        .malformed(
          path: root.path,
          what:
            "MELD's recordings are here and none of its tables of labels; put "
            + "\(Self.splits.map(Self.table).joined(separator: ", ")) of github.com/declare-lab/MELD beside "
            + "their folders"))
    }
    guard !contents.recordings.isEmpty else {
      let first = contents.skipped.first.map { " (\($0.url.path): \($0.why))" } ?? ""
      let found =
        contents.tables.isEmpty ? try Folder(root).summary : "none of the recordings\(first)"
      throw .notTheCorpus(
        root: root.path,
        expected: "MELD, with train_sent_emo.csv and recordings such as train_splits/dia0_utt0.mp4",
        found: found)
    }
    contents.skipRest(of: tree, because: "it lies in none of the folders of MELD's parts")
    contents.compare(with: Self.officialCount, of: "utterances of MELD", in: root)
    return contents
  }

  /// - Throws: `FileError` where the table cannot be read or is another.
  private func add(
    _ url: URL, of split: String, from sounds: inout NamedRecordings,
    to contents: inout CorpusContents
  ) throws(FileError) {
    let table = try CSVTable(contentsOf: url)
    let places = Self.columns.compactMap(table.index)
    guard places.count == Self.columns.count else {
      throw .malformed(
        path: url.path,
        what:
          "it lacks one of the columns \(Self.columns.joined(separator: ", ")); take the official "
          + "table")
    }
    for row in table.rows {
      let fields = places.map { row[$0].trimmingCharacters(in: .whitespaces) }
      let name = "dia\(fields[2])_utt\(fields[3])"
      guard let sound = sounds.take(name) else {
        let place = url.deletingLastPathComponent().appending(path: "\(name).mp4")
        contents.skipped.append(
          SkippedFile(
            place, "the recording is not there, or listed twice",
            label: Self.emotions[fields[1]] ?? fields[1], isRecording: true))
        continue
      }
      guard let emotion = Self.emotions[fields[1]] else {
        contents.skipped.append(
          SkippedFile(
            sound,
            "\(fields[1]) is none of the emotions "
              + Self.emotions.keys.sorted().joined(separator: ", ")))
        continue
      }
      contents.recordings.append(
        Recording(
          url: sound, emotion: emotion, speaker: fields[0], language: "eng",
          corpus: CorpusKind.meld.rawValue, further: ["split": split]))
    }
  }
}
