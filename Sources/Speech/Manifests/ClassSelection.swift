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
      return try self(manifest.recordings)
    } catch .classes(let sentence) {
      throw .classes("\(manifest.url.path): \(sentence)")
    }
  }

  /// Selects recordings.
  ///
  /// - Throws: `CorpusError.classes` where a listed class occurs nowhere, or none of them does.
  public func callAsFunction(_ recordings: [Recording]) throws(CorpusError) -> SelectedRecordings {
    let labelled = recordings.map { $0.labelled(map.label(of: $0)) }
    let counts = Dictionary(labelled.map { ($0.emotion, 1) }, uniquingKeysWith: +)
    let classes = classes ?? counts.keys.sorted()
    let absent = classes.filter { counts[$0] == nil }
    if let name = absent.first, allMustOccur || absent.count == classes.count {
      let found = counts.keys.sorted().joined(separator: ", ")
      throw .classes(
        allMustOccur
          ? "the class \(name) occurs in no recording; those that occur are \(found): choose from "
            + "these with --classes, or rename with --map."
          : "none of the classes \(classes.joined(separator: ", ")) occurs in a recording; those that "
            + "occur are \(found): rename with --map.")
    }
    let indices = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
    let selected = labelled.filter { indices[$0.emotion] != nil }
    return SelectedRecordings(
      classes: classes, recordings: selected,
      labels: selected.compactMap { indices[$0.emotion] },
      dropped: counts.filter { indices[$0.key] == nil })
  }
}

/// The recordings of certain classes.
public struct SelectedRecordings: Sendable, Equatable {
  /// The classes, whose positions are the labels.
  public let classes: [String]
  /// The recordings of these classes, in their order; `emotion` is the class.
  public let recordings: [Recording]
  /// The class of each recording, as a position in `classes`.
  public let labels: [Int]
  /// How many recordings were left out, by their label.
  public let dropped: [String: Int]
}
