/// A setting beside what others expect of it.
public struct SettingRelation: Sendable {
  /// The keys that lead to the setting.
  private(set) var path: [String]
  let found: String
  let expected: String
  let holds: Bool

  /// - Parameters:
  ///   - path: the keys, as in `classifier.stride`.
  ///   - found: the setting's value.
  ///   - expected: as after "where" and before "is expected".
  ///   - holds: whether the value is as expected.
  public init(
    _ path: String, _ found: some Any, _ expected: String, holds: Bool
  ) {
    self.path = path.split(separator: ".").map(String.init)
    self.found = "\(found)"
    self.expected = expected
    self.holds = holds
  }

  /// The check, as that of a part of a larger group.
  func within(_ key: String) -> SettingRelation {
    var check = self
    check.path.insert(key, at: 0)
    return check
  }
}
