import Testing

@testable import Settings

/// A tree that has one of each.
private struct Tree: SettingsTree {
  enum Preset: String, SettingChoice {
    case large, small
  }

  struct Group: SettingsGroup, Equatable {
    @Setting("Samples a step.", .batch)
    var batch = 64
    @Setting("Names.")
    var names = ["a"]
    @Setting("Samples that are left over.", .range(0...100))
    var rest = 3

    enum CodingKeys: String, CodingKey {
      case batch, names
      case rest = "remainder"
    }

    var relations: [SettingRelation] {
      [SettingRelation("remainder", rest, "below batch", holds: rest < batch)]
    }
  }

  @Setting("The defaults.")
  var preset = Preset.large
  @Setting("A share.", .properShare)
  var share = 0.5
  @Setting("Whether.")
  var isOn = false
  var group = Group()

  init(_ preset: Preset) {
    self.preset = preset
    if preset == .small { group.batch = 8 }
  }

  static var standardPreset: Preset { .large }
}

struct SettingsCatalogTests {
  @Test func everySettingSaysItself() throws {
    let entries = try Tree.catalog.entries
    #expect(
      entries.map(\.key) == [
        "preset", "share", "isOn", "group.batch", "group.names", "group.remainder",
      ])
    #expect(
      entries.map(\.type) == [
        "large or small", "number", "true or false", "whole number", "list, each text",
        "whole number",
      ])
    #expect(entries[3].meaning == "Samples a step." && entries[3].expected == "from 1 to 65536")
    #expect(entries[2].expected == "")
  }

  @Test(arguments: [
    ("share=1", "share is 1.0 where above 0, below 1 is expected"),
    ("share=.nan", "share is nan"), ("group.batch=0", "group.batch is 0 where from 1 to 65536"),
    ("group.remainder=101", "group.remainder is 101 where from 0 to 100"),
    ("group.remainder=64", "group.remainder is 64 where below batch"),
    ("group.rest=1", "no setting \"group.rest\""),
  ])
  func aValueIsCheckedByWhatTheDefaultsSay(text: String, complaint: String) throws {
    let error = #expect(throws: SettingsError.self) {
      try Tree(sources: [SettingsSource.setting(text)])
    }
    #expect(try #require(error).description.contains(complaint))
  }

  @Test func aPresetLaysItsDefaults() throws {
    let tree = try Tree(sources: [.setting("preset=small"), .setting("isOn=true")])
    #expect(tree.group.batch == 8 && tree.isOn)
    #expect(try tree.changes == ["isOn=true"])
  }

  @Test func aGroupAloneSaysWhatIsWrong() throws {
    var group = Tree.Group()
    #expect(group.problem(against: Tree.Group()) == nil)
    group.batch = -1
    #expect(
      group.problem(against: Tree.Group()) == "batch is -1 where from 1 to 65536 is expected")
  }

  @Test func recordedSettingsAreOfAnyTree() {
    let recorded = RecordedSettings("preset: small\ngroup:\n  batch: 3\n  names: [a, b]\n")
    #expect(recorded["preset"] == "small" && recorded["group"] == nil)
    #expect(recorded.leaves.map(\.key) == ["preset", "group.batch", "group.names"])
    #expect(RecordedSettings("{").leaves.isEmpty)
  }
}
