import Emotion
import Speech
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

  /// 250 recordings a class of IEMOCAP or ESD, and all of others.
  @Test func limitsOfCertainTargets() {
    var settings = CrossLingualSettings()
    (settings.targetLimit, settings.limitedTargets) = (200, ["iemocap", "esd"])
    func used(_ corpus: String) -> [Int] {
      let target = target.map {
        LabelledUtterance(
          id: $0.id, label: $0.label, speaker: $0.speaker,
          identity: RecordingIdentity(corpus: corpus, path: "\($0.id)"))
      }
      let split = CrossLingualSplit(from: source, to: target, settings: settings, seed: 1)
      return counts(split.test + split.full)
    }
    #expect(used("esd") == [200, 120] && used("iemocap") == [200, 120])
    #expect(used("emodb") == [400, 120] && used("") == [400, 120])
    #expect(settings.limits.count == 1 && settings.limits[0].contains("iemocap and esd"))
  }

  @Test func thePaperSaysWhichCorpora() throws {
    typealias Named = (name: String, corpora: Set<String>)
    let (emodb, emovo): (Named, Named) = (("d.csv", ["emodb"]), ("i.csv", ["emovo"]))
    let (iemocap, esd): (Named, Named) = (("e.csv", ["iemocap"]), ("m.csv", ["esd"]))
    let english = CrossLingualProtocol.english
    #expect(try english.check(source: iemocap, targets: [emodb, emovo, esd]) == nil)
    #expect(
      try CrossLingualProtocol.mandarin.check(source: esd, targets: [iemocap, emodb, emovo]) == nil)
    #expect(
      try english.check(source: iemocap, targets: [emovo])
        == "Figure 4 has emodb and esd as targets too.")
    for (source, targets) in [(esd, [emodb]), (iemocap, [iemocap]), (("x.csv", [""]), [emodb])]
      as [(Named, [Named])]
    {
      #expect(throws: CorpusError.self) { try english.check(source: source, targets: targets) }
    }
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
