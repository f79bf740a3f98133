/// What is wrong with settings; `place` says where they were written.
public enum SettingsError: Error, Equatable, Sendable {
  /// The text is not YAML or not a table of settings, or its settings do not go together.
  case invalid(place: String, problem: String)
  /// There is no such key.
  case unknownKey(place: String, key: String, nearest: String)
  /// The value is of another type, or out of range.
  case value(place: String, key: String, expected: String, found: String)
}

extension SettingsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .invalid(let place, let problem):
      "\(place): \(problem)."
    case .unknownKey(let place, let key, let nearest):
      "\(place): there is no setting \"\(key)\"; the nearest is \"\(nearest)\"."
    case .value(let place, let key, let expected, let found):
      "\(place): \(key) is \(found) where \(expected) is expected."
    }
  }
}
