import Emotion
import Foundation
import Settings
import Speech

extension FuzzTarget {
  /// A file of settings; what is written of them is read as the same.
  static let settings = FuzzTarget("settings") { input in
    let file = try input.file("config.yaml")
    for (key, value) in RecordedSettings(String(decoding: input.bytes, as: UTF8.self)).leaves {
      _ = key.count + value.count
    }
    try rewrite(try Configuration(sources: [.file(file)]), input)
  }

  /// `--set`, an option a line.
  static let settingOption = FuzzTarget("setting-option") { input in
    try rewrite(try Configuration(sources: try input.lines.map { try .setting($0) }), input)
  }

  /// `--classes` on the first line, `--map` on the second.
  static let labelOptions = FuzzTarget("label-options") { input in
    let lines = input.lines
    guard lines.count == 2 else { return }
    _ = try ClassSelection(parsing: lines[0], map: lines[1])
    _ = try LabelMap(rules: lines[1].split(separator: ",").map(String.init))
    let classes = lines[0].split(separator: ",").map(String.init)
    try rewrite(
      try Configuration(sources: [
        .list(classes, for: ["corpus", "classes"], option: "--classes")
      ]), input)
  }

  private static func rewrite(_ configuration: Configuration, _ input: FuzzInput) throws {
    let file = input("again.yaml")
    try Data(configuration.yaml.utf8).write(to: file)
    let again = try Configuration(sources: [.file(file)])
    if again != configuration {
      let differences = try again.differences(from: configuration)
      throw Finding(what: "the settings are written otherwise: \(differences)")
    }
  }
}
