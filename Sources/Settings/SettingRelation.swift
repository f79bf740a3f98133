/// A setting beside what others expect of it.
public struct SettingRelation: Sendable {
  /// The keys that lead to the setting.
  private(set) var path: [String]
  /// Those that lead to the settings which expect something of it.
  private(set) var others: [[String]]
  let found: String
  let expected: String
  let holds: Bool

  /// - Parameters:
  ///   - path: the keys, as in `classifier.stride`.
  ///   - found: the setting's value.
  ///   - expected: as after "where" and before "is expected".
  ///   - others: the keys of the settings that expect it.
  ///   - holds: whether the value is as expected.
  public init(
    _ path: String, _ found: some Any, _ expected: String, by others: String..., holds: Bool
  ) {
    func keys(_ path: String) -> [String] { path.split(separator: ".").map(String.init) }
    self.path = keys(path)
    self.others = others.map(keys)
    self.found = "\(found)"
    self.expected = expected
    self.holds = holds
  }

  /// The relation, as that of a part of a larger group.
  func within(_ key: String) -> SettingRelation {
    var relation = self
    relation.path.insert(key, at: 0)
    relation.others = others.map { [key] + $0 }
    return relation
  }
}
