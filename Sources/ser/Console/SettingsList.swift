import Emotion
import Foundation
import Settings

/// Everything that can be set, for a person, a page or a script.
struct SettingsList {
  struct Row: Encodable {
    let key: String
    let type: String
    /// What it is by default, by the preset's name.
    let defaults: [String: String]
    /// nil where every value of the type will do.
    let expected: String?
    let meaning: String

    /// The default of the first preset, and those of others where they differ.
    fileprivate var defaultsInWords: String {
      let presets = Preset.allCases.map { ($0.rawValue, defaults[$0.rawValue] ?? "") }
      let standard = presets.first?.1 ?? ""
      let others = presets.dropFirst().filter { $0.1 != standard }.map { "\($0) \($1)" }
      return ([standard] + others).joined(separator: "; ")
    }
  }

  let rows: [Row]

  /// - Throws: `SettingsError` where defaults cannot be written.
  init() throws(SettingsError) {
    var defaults: [String: [String: String]] = [:]
    for preset in Preset.allCases {
      for (key, value) in try Configuration(preset).leaves {
        defaults[key, default: [:]][preset.rawValue] = value
      }
    }
    rows = try Configuration.catalog.entries.map { entry in
      Row(
        key: entry.key, type: entry.type, defaults: defaults[entry.key] ?? [:],
        expected: entry.expected.isEmpty ? nil : entry.expected, meaning: entry.meaning)
    }
  }

  private init(_ rows: [Row]) { self.rows = rows }

  /// The rows that have all of these words in their key or meaning.
  func filtered(by words: [String]) -> SettingsList {
    SettingsList(
      rows.filter { row in
        words.allSatisfy { word in
          [row.key, row.meaning].contains { $0.localizedCaseInsensitiveContains(word) }
        }
      })
  }

  /// Key, type and default on a line each, and below them what there may be and what it means, within
  /// 80 columns.
  var text: String {
    rows.map { row in
      let facts = "\(row.key) = \(row.defaultsInWords)"
      let values = row.expected.map { "\(row.type), \($0)" } ?? row.type
      return ([facts] + "\(values). \(row.meaning)".wrapped(columns: 76).map { "    \($0)" })
        .joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// A page with a table for each group.
  var page: String {
    var groups: [(name: String, rows: [Row])] = []
    for row in rows {
      let parts = row.key.split(separator: ".")
      let name = parts.count > 1 ? String(parts[0]) : "general"
      if groups.last?.name != name { groups.append((name, [])) }
      groups[groups.count - 1].rows.append(row)
    }
    let presets = Preset.allCases.map(\.rawValue)
    let tables = groups.map { name, rows in
      let head =
        "| key | \(presets.joined(separator: " | ")) | values | meaning |\n"
        + "| --- |\(presets.map { _ in " --- |" }.joined()) --- | --- |\n"
      let lines = rows.map { row in
        let values = row.expected.map { "\(row.type), \($0)" } ?? row.type
        let defaults = presets.map { "`\(row.defaults[$0] ?? "")`" }.joined(separator: " | ")
        return "| `\(row.key)` | \(defaults) | \(values) | \(row.meaning) |"
      }
      return "## \(name)\n\n" + head + lines.joined(separator: "\n")
    }
    let experiments = Experiments.names.sorted().compactMap { name in
      let settings = Experiments.settings(of: name)
      return settings.isEmpty
        ? nil : "| `\(name)` | \(settings.map { "`\($0)`" }.joined(separator: ", ")) |"
    }
    return """
      # Settings

      Every key that `--set key=value` and a file of `--config` may hold, with its default in each \
      preset. In a file keys stand below their groups: `classifier.batch=32` is `classifier:` and, on \
      the next line and further in, `batch: 32`. `ser settings` lists the same, \
      `ser settings --page` makes this page. Some experiments begin from other defaults, which stand at \
      its end.

      \(tables.joined(separator: "\n\n"))

      ## Experiments that begin from other defaults

      In every preset; `--set` and `--config` override them.

      | experiment | begins from |
      | --- | --- |
      \(experiments.joined(separator: "\n"))
      """
  }
}
