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

  /// As bash asks for it, by the script that it is given.
  @Test func aShellCompletesKeys() async throws {
    let folder = try TemporaryFolder()
    let script = """
      source <("$1" --generate-completion-script bash)
      COMP_WORDS=("$1" train classifier m.csv --set "$2") COMP_CWORD=5
      COMP_LINE="${COMP_WORDS[*]}" COMP_POINT=${#COMP_LINE}
      _ser ser "$2" --set
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    _ = try folder.write(Data(script.utf8), to: "complete.bash")
    let program = Program(folder: folder.url)
    for begun in ["augmentor.ch", "seed", "nothing"] {
      let answer = try await program.shell(
        "bash complete.bash '\(Program.path.path)' \(begun)")
      let keys = try SettingsList().rows.map(\.key).filter { $0.hasPrefix(begun) }
      #expect(answer.output.split(separator: "\n").map(String.init) == keys, "\(answer)")
    }
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
