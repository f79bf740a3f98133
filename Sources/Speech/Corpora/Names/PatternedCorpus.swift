public import Foundation

/// A corpus whose authors say how the names of its files are made.
public struct PatternedCorpus: CorpusReader {
  let kind: CorpusKind
  /// The corpus's name among researchers.
  let title: String
  /// The path of one recording.
  let example: String
  /// The first that a path matches counts; each names the same fields and digits.
  let patterns: [String]
  /// What the names have for emotions.
  let emotions: [String: String]
  /// ISO 639-3, such as `deu`.
  let language: String
  /// Number of recordings of the whole corpus.
  let officialCount: Int
  /// Who speaks, where the names do not say it plainly.
  var people = People.asNamed
  /// A table of the corpus that says more of who speaks.
  var table: SpeakerTable?

  /// Who speaks by what a name says.
  enum People: Sendable {
    /// What it says.
    case asNamed
    /// A name and a gender for what the names have for each speaker; there are no others.
    case listed([String: (speaker: String, gender: String)])
    /// The gender by what the name has for it.
    case genders([String: String])
    /// The gender by how the speaker's name begins.
    case prefixes([String: String])
  }

  public func read(_ root: URL) throws(CorpusError) -> CorpusContents {
    var patterns: [NamePattern] = []
    for text in self.patterns { patterns.append(try NamePattern(parsing: text)) }
    let tree = try FolderTree(root)
    let files = PatternedFiles(tree, in: root, by: patterns, areUnique: true)
    let found = table.map { $0.genders(in: tree, of: root) }
    var contents = CorpusContents()
    contents.skipped = files.skipped
    for (url, match) in files.matches {
      do throws(NotOfTheCorpus) {
        contents.recordings.append(try recording(at: url, match, genders: found?.genders ?? [:]))
      } catch {
        contents.skipped.append(SkippedFile(url, error.reason, label: error.label))
      }
    }
    guard !contents.recordings.isEmpty else {
      throw .notTheCorpus(
        root: root.path, expected: "\(title), with recordings such as \(example)",
        found: try Folder(root).summary)
    }
    contents.tables = [found?.table].compactMap(\.self)
    contents.warnings =
      [found?.warning, FolderDoubts.sentence(on: contents.recordings, in: root)].compactMap(\.self)
    contents.compare(with: officialCount, of: "recordings of \(title)", in: root)
    return contents
  }

  private func recording(
    at url: URL, _ match: NamePattern.Match, genders: [String: String]
  ) throws(NotOfTheCorpus) -> Recording {
    guard let emotion = emotions[match[.emotion]] else {
      throw NotOfTheCorpus(
        "\(match[.emotion]) is none of the emotions \(emotions.keys.sorted().joined(separator: ", "))"
      )
    }
    var (speaker, gender) = (match[.speaker], match[.gender])
    switch people {
    case .asNamed: gender = genders[speaker] ?? ""
    case .listed(let people):
      guard let person = people[speaker] else {
        throw NotOfTheCorpus(
          "\(speaker) is none of the speakers "
            + "\(Set(people.values.map(\.speaker)).sorted().joined(separator: ", "))",
          label: emotion)
      }
      (speaker, gender) = person
    case .genders(let names):
      guard let name = names[gender] else {
        throw NotOfTheCorpus(
          "\(gender) is none of the genders \(names.keys.sorted().joined(separator: ", "))",
          label: emotion)
      }
      gender = name
    case .prefixes(let names):
      guard let name = names.first(where: { speaker.hasPrefix($0.key) })?.value else {
        throw NotOfTheCorpus(
          "\(speaker) begins with none of \(names.keys.sorted().joined(separator: ", "))",
          label: emotion)
      }
      gender = name
    }
    return Recording(
      url: url, emotion: emotion, speaker: speaker, gender: gender, language: language,
      corpus: kind.rawValue)
  }
}
