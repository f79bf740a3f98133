/// Which utterances of a corpus are used, and as what.
public struct CorpusSettings: Codable, Sendable, Equatable {
  /// The classes that are told apart, in the order of every table; none: all that occur.
  public var classes = ["angry", "sad", "happy", "neutral"]
  /// New names of labels, each `old=new`, given before classes are chosen; or `valence` alone, for
  /// the two classes of Wang et al. 2022, Table 1.
  public var map = ["excited=happy"]
}

extension CorpusSettings: SettingsGroup {
  var checks: [SettingCheck] {
    [
      .expect([CodingKeys.classes], classes, "none, or two or more different names") {
        $0.isEmpty || ($0.count > 1 && Set($0).count == $0.count && !$0.contains(""))
      },
      .expect([CodingKeys.map], map, "rules such as joy=happy, or valence alone") {
        $0 == ["valence"]
          || $0.allSatisfy { rule in
            let sides = rule.split(separator: "=", omittingEmptySubsequences: false)
            return sides.count == 2 && !sides[0].isEmpty && !sides[1].isEmpty
          }
      },
    ]
  }
}
