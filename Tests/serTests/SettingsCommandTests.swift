import Foundation
import TestSupport
import Testing

@testable import ser

struct SettingsCommandTests {
  /// The page is made by the command: `ser settings --page > docs/settings.md`.
  @Test func thePageInTheDocsIsTheCommands() throws {
    let page = URL(filePath: #filePath).appending(path: "../../../docs/settings.md")
      .standardizedFileURL
    #expect(try String(contentsOf: page, encoding: .utf8) == SettingsList().page + "\n")
  }

  @Test func linesFitATerminal() throws {
    let lines = try SettingsList().text.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 || !$0.hasPrefix(" ") })
    #expect(lines.contains { $0.hasPrefix("classifier.batch = 64; small 8") })
  }

  @Test func wordsChooseSettings() throws {
    let list = try SettingsList()
    let groups = Set(list.filtered(by: ["classifier."]).rows.map { $0.key.prefix { $0 != "." } })
    #expect(groups == ["classifier"])
    #expect(list.filtered(by: ["equation 5"]).rows.map(\.key) == ["losses.variation"])
    #expect(
      list.filtered(by: ["learningrate", "gan"]).rows.map(\.key).contains("mixupGAN.learningRate"))
    #expect(list.filtered(by: ["no such thing"]).rows.isEmpty)
  }
}
