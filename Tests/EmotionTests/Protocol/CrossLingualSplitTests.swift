import Emotion
import Testing

@Suite struct CrossLingualSplitTests {
  /// 400 utterances of one class and 120 of the other.
  private let target = (0..<520).map {
    LabelledUtterance(id: 1000 + $0, label: $0 < 400 ? 0 : 1, speaker: "s\($0 % 7)")
  }

  private func counts(_ ids: [Int]) -> [Int] {
    [ids.count { $0 < 1400 }, ids.count { $0 >= 1400 }]
  }

  @Test func sharesOfEveryClass() {
    let settings = CrossLingualSettings()
    let split = CrossLingualSplit(of: target, settings: settings, seed: 1, name: "t")
    #expect(counts(split.test) == [100, 30])
    #expect(counts(split.low) == [40, 12])
    #expect(counts(split.full) == [300, 90])
    #expect(Set(split.low).isSubset(of: split.full))
    #expect(Set(split.test).isDisjoint(with: split.full))
    #expect(split == CrossLingualSplit(of: target, settings: settings, seed: 1, name: "t"))
    #expect(split != CrossLingualSplit(of: target, settings: settings, seed: 2, name: "t"))
  }

  @Test func theLimitIsByClass() {
    var settings = CrossLingualSettings()
    settings.targetLimit = 200
    let split = CrossLingualSplit(of: target, settings: settings, seed: 1, name: "t")
    #expect(counts(split.test + split.full) == [200, 120])
  }
}
