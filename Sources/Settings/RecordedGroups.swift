public import Foundation

/// Groups of settings in a file of JSON, which may be older than some of their settings.
///
/// A setting that a file lacks is as by default: each began as what had been done without it.
public struct RecordedGroups {
  private let defaults: [String: any SettingsGroup]

  /// - Parameter defaults: the groups that a file may hold, by their keys, as they are by default.
  public init(_ defaults: [String: any SettingsGroup]) { self.defaults = defaults }

  /// The JSON with the settings that the groups in it lack; as it is where it is none.
  public func completed(_ json: Data) -> Data {
    guard var table = (try? JSONSerialization.jsonObject(with: json)) as? [String: Any] else {
      return json
    }
    for (key, group) in defaults {
      guard let recorded = table[key] as? [String: Any],
        let known = try? JSONSerialization.jsonObject(with: JSONEncoder().encode(group))
      else { continue }
      table[key] = (known as? [String: Any] ?? [:]).merging(recorded) { $1 }
    }
    return (try? JSONSerialization.data(withJSONObject: table)) ?? json
  }
}
