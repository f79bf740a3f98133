import Foundation

/// Gives labels other names: `joy=happy`. A label that no rule names keeps its own.
public struct LabelMap: Sendable, Equatable {
  /// The new name of each label.
  private let rules: [String: String]
  /// Corpora with rules of their own, which replace `rules`.
  private let rulesByCorpus: [String: [String: String]]
  /// The classes that the map leads to, where it is made for certain ones.
  let classes: [String]?

  private init(
    rules: [String: String], rulesByCorpus: [String: [String: String]] = [:],
    classes: [String]? = nil
  ) {
    self.rules = rules
    self.rulesByCorpus = rulesByCorpus
    self.classes = classes
  }

  /// The rules where nobody says others: the papers count excitement as happiness.
  public static let standardRules = ["excited=happy"]

  /// Leaves every label as it is.
  public static let identity = LabelMap(rules: [:])

  /// The two classes of valence of Wang et al. (2022), Table 1. The paper takes only some emotions
  /// of IEMOCAP and ESD; the others keep their labels, and so stay outside of both classes.
  public static let valence = LabelMap(
    rules: [
      "angry": "negative", "bored": "negative", "disgusted": "negative", "fearful": "negative",
      "sad": "negative", "calm": "positive", "excited": "positive", "happy": "positive",
      "neutral": "positive", "surprised": "positive",
    ],
    rulesByCorpus: [
      "iemocap": [
        "angry": "negative", "sad": "negative", "excited": "positive", "happy": "positive",
        "neutral": "positive",
      ],
      "esd": [
        "angry": "negative", "sad": "negative", "happy": "positive", "neutral": "positive",
      ],
    ],
    classes: ["negative", "positive"])

  /// Reads `old=new,old=new…`, or the name of a map: `valence`.
  ///
  /// - Throws: `CorpusError.setting` where a part is not of that form, or one label is named twice.
  public init(parsing text: String) throws(CorpusError) {
    try self.init(
      rules: text.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
  }

  /// Reads rules, each `old=new`, or the one word `valence`.
  ///
  /// - Throws: `CorpusError.setting` where one is not of that form, or one label is named twice.
  public init(rules texts: [String]) throws(CorpusError) {
    if texts == ["valence"] {
      self = .valence
      return
    }
    var rules: [String: String] = [:]
    for rule in texts {
      let sides = rule.split(separator: "=", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard sides.count == 2, !sides.contains("") else {
        throw .setting(
          "The label map has \"\(rule)\", which is not of the form old=new; write for example "
            + "joy=happy,anger=angry, or valence.")
      }
      if let earlier = rules.updateValue(sides[1], forKey: sides[0]) {
        throw .setting(
          "The label map turns \(sides[0]) into both \(earlier) and \(sides[1]); name it once.")
      }
    }
    self.init(rules: rules)
  }

  /// Which labels of recordings become which class of valence: a line a class, and one for each corpus
  /// that has rules of its own.
  public static var valenceLines: [String] {
    func classes(_ rules: [String: String]) -> [String] {
      Dictionary(grouping: rules.keys) { rules[$0] ?? $0 }.sorted { $0.key < $1.key }
        .map { "\($0.key): \($0.value.sorted().joined(separator: ", "))" }
    }
    return classes(valence.rules)
      + valence.rulesByCorpus.sorted { $0.key < $1.key }.map {
        "of \($0.key) only \(classes($0.value).joined(separator: "; "))"
      }
  }

  /// The label that a recording has under this map.
  public func label(of recording: Recording) -> String {
    (rulesByCorpus[recording.corpus] ?? rules)[recording.emotion] ?? recording.emotion
  }

  /// Whether a rule gives a label another name, or the same.
  func names(_ label: String) -> Bool { rules[label] != nil }

  typealias Rule = (old: String, new: String)

  /// The rules whose label no recording has, sorted; those that stand where nobody says others need not
  /// match.
  func unmatched(in recordings: [Recording]) -> [Rule] {
    guard rulesByCorpus.isEmpty, rules.map({ "\($0)=\($1)" }) != Self.standardRules else {
      return []
    }
    let labels = Set(recordings.map(\.emotion))
    return rules.filter { !labels.contains($0.key) }.sorted { $0.key < $1.key }
      .map { (old: $0.key, new: $0.value) }
  }
}
