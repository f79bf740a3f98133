import Foundation

/// Which classes are told apart: labels are first mapped, then all but the listed ones are dropped.
public struct ClassSelection: Sendable, Equatable {
  public let map: LabelMap
  /// The classes in their order; nil for those of the map, or else all that occur, sorted.
  public let classes: [String]?

  public init(classes: [String]? = nil, map: LabelMap = .identity) {
    self.classes = classes ?? map.classes
    self.map = map
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

  /// Selects recordings.
  ///
  /// - Throws: `CorpusError.classes` where a listed class occurs nowhere.
  public func callAsFunction(_ recordings: [Recording]) throws(CorpusError) -> SelectedRecordings {
    let labelled = recordings.map { $0.labelled(map.label(of: $0)) }
    let counts = Dictionary(labelled.map { ($0.emotion, 1) }, uniquingKeysWith: +)
    let classes = classes ?? counts.keys.sorted()
    for name in classes where counts[name] == nil {
      throw .classes(
        "The class \(name) occurs in no recording; those that occur are "
          + "\(counts.keys.sorted().joined(separator: ", ")): choose from these with --classes, or "
          + "rename with --map.")
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
