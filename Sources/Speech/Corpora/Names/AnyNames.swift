public import Foundation

/// Any corpus whose labels stand in the names of its files, or of their folders.
public struct AnyNames: CorpusReader {
  private let pattern: NamePattern
  /// The names of emotions in place of what the names have for them.
  private let map: LabelMap?

  public init(pattern: NamePattern = .folderAnEmotion, map: LabelMap? = nil) {
    self.pattern = pattern
    self.map = map
  }

  /// Reads a folder. What the map does not name keeps the name that it has there, and is told.
  ///
  /// - Throws: `CorpusError.file` where the folder cannot be listed, `.notTheCorpus` where no sound in it
  ///   has such a name.
  public func read(_ root: URL) throws(CorpusError) -> CorpusContents {
    let tree = try FolderTree(root)
    let files = PatternedFiles(tree, in: root, by: [pattern], areUnique: false)
    var contents = CorpusContents()
    contents.skipped = files.skipped
    var found: [Recording] = []
    for (url, match) in files.matches {
      // A manifest's fields have no blanks at their ends.
      func text(_ field: NamePattern.Field) -> String {
        match[field].trimmingCharacters(in: .whitespaces)
      }
      guard !text(.emotion).isEmpty else {
        contents.skipped.append(SkippedFile(url, "the name has blanks in the emotion's place"))
        continue
      }
      guard !NamePattern.Field.allCases.contains(where: { text($0).hasControlCharacter }) else {
        contents.skipped.append(
          SkippedFile(url, "the name has a line break or another control character in what it says")
        )
        continue
      }
      found.append(
        Recording(
          url: url, emotion: text(.emotion), speaker: text(.speaker),
          gender: Gender.name(text(.gender)), session: text(.session), language: text(.language),
          corpus: text(.corpus), further: text(.split).isEmpty ? [:] : ["split": text(.split)]))
    }
    guard !found.isEmpty else {
      let first = tree.files.first(where: SoundFormat.isSound)?.listed(in: root)
      let summary = try Folder(root).summary
      throw .notTheCorpus(
        root: root.path, expected: "recordings whose paths end as in \(pattern.text)",
        found: first.map { "other names, of which the first is \($0)" }
          ?? "no sound, but \(summary)")
    }
    if pattern.fields.contains(.split) { contents.furtherColumns = ["split"] }
    contents.recordings = found.map { $0.labelled(map?.label(of: $0) ?? $0.emotion) }
    contents.warnings = warnings(on: found, root) + doubts(on: contents.recordings, root)
    return contents
  }

  private func warnings(on found: [Recording], _ root: URL) -> [String] {
    guard let map else {
      return LabelDoubts.sentences(on: found.map(\.emotion)).map { "\(root.path): \($0)" }
    }
    let kept = Dictionary(
      found.map(\.emotion).filter { !map.names($0) }.map { ($0, 1) }, uniquingKeysWith: +)
    let names = kept.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }
    return
      (kept.isEmpty
      ? []
      : [
        "\(root.path): --map does not name \(names.joined(separator: ", ")), which "
          + "\(kept.count == 1 ? "keeps its name" : "keep their names")."
      ])
      + map.unmatched(in: found).map {
        "\(root.path): no recording has \($0.old), which the rule \($0.old)=\($0.new) of --map renames."
      }
      + LabelDoubts.sentences(on: found.map(map.label)).map { "\(root.path): \($0)" }
  }

  /// What else the names say that is doubtful.
  private func doubts(on recordings: [Recording], _ root: URL) -> [String] {
    [
      Gender.doubt(on: recordings).map { "\(root.path): \($0)" },
      FolderDoubts.sentence(on: recordings, in: root),
    ].compactMap(\.self)
  }
}
