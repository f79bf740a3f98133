import ArgumentParser
import Emotion
import Files
import Foundation
import Settings

/// `ser settings`
struct SettingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings",
    abstract: "List everything that can be set: keys, defaults, ranges, meanings.",
    discussion: """
      Every key that --set and a file of --config may hold, with its type, what it is by default in \
      each preset, which values there may be, and what it means. A key, the name of a group, or any \
      word of a meaning chooses some of them.

      Examples:
        ser settings
        ser settings classifier
        ser settings learningRate
        ser settings --json
      """)

  @Argument(
    help: "Show only settings with this in their key or meaning.",
    completion: SettingKeys.completion)
  var words: [String] = []

  @Flag(help: "Answer as JSON on standard output.")
  var json = false

  @Flag(help: "Answer as a page of Markdown.")
  var page = false

  func run() throws {
    let settings = try SettingsList().filtered(by: words)
    guard !settings.rows.isEmpty else {
      throw ValidationError(
        "No setting has \(words.joined(separator: " ")) in its key or meaning; "
          + "`ser settings` lists all.")
    }
    if json {
      print(try JSONFile.text(settings.rows))
    } else {
      print(page ? settings.page : settings.text)
    }
  }
}
