import Emotion
import Testing

struct DrawTests {
  /// IEMOCAP's four classes: angry 1103, happy 1636, sad 1084, neutral 1708.
  static let iemocap = [1103, 1636, 1084, 1708].enumerated()
    .flatMap { Array(repeating: $0.offset, count: $0.element) }.enumerated()
    .map { LabelledUtterance(id: $0, label: $1, speaker: "s") }

  @Test func theImbalancedSubsetHasThePapersCounts() {
    let subset = ImbalancedSubset(of: Self.iemocap, reducing: [0, 1, 2], seed: 1)
    let labels = Self.iemocap.filter { subset.kept.contains($0.id) }.map(\.label)
    #expect((0..<4).map { label in labels.count { $0 == label } } == [221, 327, 217, 1708])
    #expect(subset == ImbalancedSubset(of: Self.iemocap.reversed(), reducing: [0, 1, 2], seed: 1))
    #expect(subset != ImbalancedSubset(of: Self.iemocap, reducing: [0, 1, 2], seed: 2))
  }

  @Test func theHoldOutIsStratifiedAndLeavesTheRest() throws {
    let split = try HoldOut(of: Self.iemocap, seed: 3, stream: "fold 1")
    let labels = split.heldOut.map { Self.iemocap[$0].label }
    #expect((0..<4).map { label in labels.count { $0 == label } } == [110, 164, 108, 171])
    #expect((split.training + split.heldOut).sorted() == Self.iemocap.map(\.id))
    #expect(try split == HoldOut(of: Self.iemocap, seed: 3, stream: "fold 1"))
    #expect(try split != HoldOut(of: Self.iemocap, seed: 3, stream: "fold 2"))
  }

  @Test func smallClassesKeepAtLeastOne() throws {
    let few = [0, 0, 0, 1].enumerated().map {
      LabelledUtterance(id: $0, label: $1, speaker: "s")
    }
    let split = try HoldOut(of: few, seed: 1, stream: "")
    #expect(split.heldOut.count == 1 && split.training.contains(3))
    #expect(ImbalancedSubset(of: few, reducing: [0, 1], seed: 1).kept.count == 2)
  }

  /// Ten speakers, of whom the first alone has the last class.
  private static let speakers = (0..<100).map { number in
    LabelledUtterance(
      id: number, label: number < 5 ? 2 : number % 2, speaker: "s\(number / 10)")
  }

  @Test(arguments: [0.1, 0.15, 0.3])
  func wholeSpeakersAreHeldOutUntilTheyHaveTheShare(share: Double) throws {
    let rule = HoldOutRule(share, of: .speaker)
    let split = try HoldOut(of: Self.speakers, by: rule, seed: 3, stream: "a")
    let held = Set(split.heldOut.map { Self.speakers[$0].speaker })
    #expect(held.count == Int((share * 10).rounded(.up)) && !held.contains("s0"))
    #expect(split.training.allSatisfy { !held.contains(Self.speakers[$0].speaker) })
    #expect(try split == HoldOut(of: Self.speakers, by: rule, seed: 3, stream: "a"))
    #expect(try split != HoldOut(of: Self.speakers, by: rule, seed: 4, stream: "a"))
    #expect(
      try HoldOut(of: Self.speakers, by: HoldOutRule(0, of: .speaker), seed: 3, stream: "")
        .heldOut.isEmpty)
  }

  @Test func whoIsNotKnownIsNotHeldOutAsASpeaker() throws {
    let unknown = Self.speakers + [LabelledUtterance(id: 100, label: 0, speaker: "")]
    let error = #expect(throws: SplitError.self) {
      try HoldOut(of: unknown, by: HoldOutRule(0.1, of: .speaker), seed: 3, stream: "a")
    }
    #expect(error?.description.contains("1 utterance has no speaker") == true)
    let alone = HoldOutRule(0.1, of: .speaker, unknownSpeakers: .alone)
    #expect(try !HoldOut(of: unknown, by: alone, seed: 3, stream: "a").heldOut.isEmpty)
    #expect(try !HoldOut(of: unknown, seed: 3, stream: "a").heldOut.isEmpty)
  }

  @Test func whereEachSpeakerIsNeededThatIsSaid() {
    let error = #expect(throws: SplitError.self) {
      try HoldOut(of: Self.iemocap, by: HoldOutRule(0.1, of: .speaker), seed: 3, stream: "fold 1")
    }
    #expect(error?.description.contains("fold 1") == true)
  }
}
