import ArgumentParser
import Emotion

/// The keys of all settings, as a shell completes them.
enum SettingKeys {
  /// What may follow `--set`.
  static let completion = CompletionKind.custom { _, _, begun in
    let keys = (try? Configuration.catalog.entries.map(\.key)) ?? []
    // Behind the sign fish puts no blank; bash would write a backslash before it.
    let end = CompletionShell.requesting == .fish ? "=" : ""
    return keys.filter { $0.hasPrefix(begun) }.map { $0 + end }
  }
}
