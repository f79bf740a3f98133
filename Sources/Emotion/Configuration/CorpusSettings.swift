public import Settings
import Speech

/// Which utterances of a corpus are used, and as what.
public struct CorpusSettings: SettingsGroup, Equatable {
  /// What becomes of recordings that have the sound of another.
  public enum Repeated: String, SettingChoice {
    case keep
    /// One of each sound is kept.
    case leaveOut = "leave-out"
  }

  @Setting(
    "The classes that are told apart, in the order of every table; none: all that occur.",
    .expect("none, or two or more different names") {
      $0.isEmpty || ($0.count > 1 && Set($0).count == $0.count && !$0.contains(""))
    })
  public var classes = ["angry", "sad", "happy", "neutral"]
  @Setting(
    "New names of labels, each old=new, given before classes are chosen; or valence alone, for "
      + "the two classes of Wang et al. 2022, Table 1.",
    .labelRules)
  public var map = LabelMap.standardRules

  @Setting(
    "What becomes of recordings that have the sound of another: keep them, or leave-out all but one "
      + "of each sound; across corpora those of the source that the target has too.")
  public var repeated = Repeated.keep

  public init() {}
}

extension SettingRule<[String]> {
  /// Renamings, or the mapping that has a name.
  fileprivate static var labelRules: SettingRule {
    expect("rules such as joy=happy, or valence alone") { rules in
      rules == ["valence"]
        || rules.allSatisfy { rule in
          let sides = rule.split(separator: "=", omittingEmptySubsequences: false)
          return sides.count == 2 && !sides[0].isEmpty && !sides[1].isEmpty
        }
    }
  }
}
