import Foundation

/// Which classes are told apart: labels are first mapped, then all but the listed ones are dropped.
public struct ClassSelection: Sendable, Equatable {
  public let map: LabelMap
  /// The classes in their order; nil for those of the map, or else all that occur, sorted.
  public let classes: [String]?
  /// Whether each listed class must occur, or any of them.
  public let allMustOccur: Bool

  public init(
    classes: [String]? = nil, map: LabelMap = .identity, allMustOccur: Bool = true
  ) {
    self.classes = classes ?? map.classes
    self.map = map
    self.allMustOccur = allMustOccur
  }

  /// Reads the command line's `--classes` and `--map`.
  ///
  /// - Parameters:
  ///   - classes: `angry,happy,…`, or nil.
  ///   - map: `joy=happy,…`, `valence`, or nil.
  /// - Throws: `CorpusError.setting` where one of them is malformed.
  public init(parsing classes: String?, map: String?) throws(CorpusError) {
    let list = classes.map { text in
      text.split(separator: ",", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
    if let list, list.contains("") || Set(list).count < list.count {
      throw .setting(
        "--classes: \"\(list.joined(separator: ","))\" names a class twice or leaves one empty; "
          + "write for example angry,happy,neutral,sad.")
    }
    self.init(classes: list, map: try map.map(LabelMap.init(parsing:)) ?? .identity)
  }

  /// Selects recordings of a manifest.
  ///
  /// - Throws: `CorpusError.classes` naming the manifest, as for recordings.
  public func callAsFunction(_ manifest: Manifest) throws(CorpusError) -> SelectedRecordings {
    do {
      return try self(
        manifest.recordings, of: manifest.url.lastPathComponent, notSelected: manifest.notSelected)
    } catch .classes(let sentence) {
      throw .classes("\(manifest.url.path): \(sentence)")
    }
  }

  /// Selects recordings.
  ///
  /// - Parameters:
  ///   - recordings: all of a manifest, in any order.
  ///   - source: what the list is called.
  ///   - others: recordings of the list that are left out since they were not selected.
  /// - Throws: `CorpusError.classes` where a listed class occurs nowhere, or none of them does.
  public func callAsFunction(
    _ recordings: [Recording], of source: String = "", notSelected others: [Recording] = []
  ) throws(CorpusError) -> SelectedRecordings {
    let labels = recordings.map(map.label)
    let counts = Dictionary(labels.map { ($0, 1) }, uniquingKeysWith: +)
    let classes = classes ?? counts.keys.sorted()
    try requireOccurrence(of: classes, among: counts.keys.sorted(), of: recordings)
    let indices = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
    let names = CorpusNames(of: recordings)
    let identities = RecordingIdentity.identities(of: recordings)
    let sources = SourceFile.files(of: recordings)
    let items = recordings.indices.compactMap { index in
      indices[labels[index]].map { label in
        SelectedRecordings.Item(
          recording: recordings[index].labelled(labels[index]), label: label,
          identity: identities[index], speaker: names.speaker(of: recordings[index]),
          session: names.session(of: recordings[index]), sourceFile: sources[index])
      }
    }
    var leftOut = LeftOut()
    leftOut.add(.selection, labels: others.map(map.label))
    for (label, count) in counts where indices[label] == nil {
      let isMapped = map.classes?.contains(label) ?? true
      leftOut.add(isMapped ? .label : .valence, [label: count])
    }
    let origins = Dictionary(grouping: zip(labels, recordings).filter { indices[$0.0] != nil }) {
      $0.0
    }.mapValues { Set($0.map(\.1.emotion)).sorted() }
    return SelectedRecordings(
      source: source, classes: classes, items: items.sorted { $0.identity < $1.identity },
      leftOut: leftOut, origins: origins,
      warnings: warnings(on: recordings, of: source, labelled: labels),
      doubts: PersonDoubts.sentences(on: recordings) + PersonDoubts.genders(of: recordings))
  }

  private func requireOccurrence(
    of classes: [String], among labels: [String], of recordings: [Recording]
  ) throws(CorpusError) {
    let absent = classes.filter { !labels.contains($0) }
    guard let name = absent.first, allMustOccur || absent.count == classes.count else { return }
    let found = labels.inShort
    let likes = SpellingVariants.like(name, among: labels)
      .map { ", of which \"\($0)\" differs in \(SpellingVariants.differences) only" }.joined()
    // What would have made the class of a label.
    let rule = map.unmatched(in: recordings).first { absent.contains($0.new) }
    let idle = rule.map { rule in
      ", for no label is \(rule.old), which the rule \(rule.old)=\(rule.new) renames"
        + Self.hint(at: rule, among: recordings)
    }
    throw .classes(
      allMustOccur
        ? "the class \(name) occurs in no recording\(idle ?? ""); those that occur are \(found)\(likes): "
          + "choose from these with --classes, or rename with --map."
        : "none of the classes \(classes.inShort) occurs in a recording\(idle ?? ""); those that "
          + "occur are \(found)\(likes): rename with --map.")
  }

  /// Labels that are alike, and rules that match nothing.
  private func warnings(
    on recordings: [Recording], of source: String, labelled labels: [String]
  ) -> [String] {
    SpellingVariants.groups(of: labels).map { group in
      let names = group.map { "\"\($0.value)\" (\($0.count))" }.joined(separator: ", ")
      let rules = group.dropFirst().map { "--map '\($0.value)=\(group[0].value)'" }
      return
        "The labels \(names) differ in \(SpellingVariants.differences) only and count as different; join "
        + "them with \(rules.joined(separator: " ")) if they mean the same."
    }
      + map.unmatched(in: recordings).map { rule in
        "No label\(source.isEmpty ? "" : " of \(source)") is \(rule.old), which the rule "
          + "\(rule.old)=\(rule.new) of --map renames\(Self.hint(at: rule, among: recordings))."
      }
      // Who lists them means them.
      + (classes == nil ? LabelDoubts.sentences(on: labels) : [])
  }

  /// The label that the user of a rule may have meant, as a clause; empty where there is none.
  private static func hint(at rule: LabelMap.Rule, among recordings: [Recording]) -> String {
    let likes = SpellingVariants.like(rule.old, among: Set(recordings.map(\.emotion)).sorted())
    return likes.isEmpty ? "" : "; did you mean \(likes.inShort)"
  }
}
