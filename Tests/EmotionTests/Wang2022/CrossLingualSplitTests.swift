import Emotion
import Testing

@Suite struct CrossLingualSplitTests {
  /// 400 utterances of one class and 120 of the other.
  private let target = (0..<520).map {
    LabelledUtterance(id: 1000 + $0, label: $0 < 400 ? 0 : 1, speaker: "s\($0 % 7)")
  }

  /// 30 of one class and 80 of the other.
  private let source = (0..<110).map {
    LabelledUtterance(id: $0, label: $0 < 30 ? 0 : 1, speaker: "e\($0 % 5)")
  }

  private func split(_ settings: CrossLingualSettings, seed: UInt64 = 1) -> CrossLingualSplit {
    CrossLingualSplit(from: source, to: target, settings: settings, seed: seed)
  }

  private func counts(_ ids: [Int]) -> [Int] {
    [ids.count { $0 < 1400 }, ids.count { $0 >= 1400 }]
  }

  @Test func sharesOfEveryClass() {
    let settings = CrossLingualSettings()
    let split = split(settings)
    #expect(split.source == Array(0..<110))
    #expect(counts(split.test) == [100, 30])
    #expect(counts(split.low) == [40, 12])
    #expect(counts(split.full) == [300, 90])
    #expect(Set(split.low).isSubset(of: split.full))
    #expect(Set(split.test).isDisjoint(with: split.full))
    #expect(split == self.split(settings))
    #expect(split != self.split(settings, seed: 2))
  }

  @Test func limitsAreByClass() {
    var settings = CrossLingualSettings()
    (settings.sourceLimit, settings.targetLimit) = (50, 200)
    let split = split(settings)
    #expect(counts(split.test + split.full) == [200, 120])
    #expect(split.source.count { $0 < 30 } == 30 && split.source.count { $0 >= 30 } == 50)
    #expect(split.source != self.split(settings, seed: 2).source)
  }
}
