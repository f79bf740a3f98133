import Foundation
import TestSupport
import Testing

@testable import Settings

@Suite struct SettingsSourceTests {
  /// Eight lines of aliases that stand for a thousand million values.
  private let laughs =
    "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + zip("abcdefgh", "bcdefghi").map { old, new in
      "\(new): &\(new) [\(Array(repeating: "*\(old)", count: 9).joined(separator: ","))]\n"
    }.joined()

  @Test func aliasesThatStandForTooMuchAreRefused() throws {
    let folder = try TemporaryFolder()
    let source = try SettingsSource.file(folder.write(Data(laughs.utf8), to: "c.yaml"))
    let error = #expect(throws: SettingsError.self) { try source.table() }
    #expect(try #require(error).description.contains("more than 100000 values"))
    #expect(RecordedSettings(laughs).leaves.isEmpty)
  }

  @Test func aliasesAreRead() throws {
    let settings = RecordedSettings("a: &a [x, y]\nb: *a\n")
    #expect(settings.leaves.map(\.value) == ["[x, y]", "[x, y]"])
  }

  /// A quote with an accent on it is another character to Swift.
  @Test(arguments: ["it's", "'\u{301}", "''", "a, b"])
  func listsKeepTheirTexts(text: String) throws {
    let source = SettingsSource.list([text, "z"], for: ["corpus", "classes"], option: "--classes")
    let list = try source.table()["corpus"]?["classes"]?.sequence
    #expect(list?.compactMap(\.string) == [text, "z"])
  }

  @Test func ofTwoValuesOfOneSettingItIsToldWhichCounts() throws {
    let three = try SettingsSource.setting("seed=3")
    let other = try SettingsSource.setting("a.b=4")
    #expect(SettingsSource.overridden(in: [three, other, three]).isEmpty)
    let four = try SettingsSource.setting("seed=4", of: "--seed 4")
    #expect(
      SettingsSource.overridden(in: [three, other, four])
        == ["--seed 4 counts, and not --set seed=3"])
    let preset = try SettingsSource.setting("preset=small")
    #expect(SettingsSource.overridden(in: [preset], preset: "small").isEmpty)
    #expect(
      SettingsSource.overridden(in: [preset], preset: "quick")
        == ["--preset quick counts, and not --set preset=small"])
    let classes = SettingsSource.list(["a"], for: ["corpus", "classes"], option: "--classes")
    #expect(
      SettingsSource.overridden(in: [try .setting("corpus.classes=[a, b]"), classes])
        == ["--classes counts, and not --set corpus.classes=[a, b]"])
  }
}
