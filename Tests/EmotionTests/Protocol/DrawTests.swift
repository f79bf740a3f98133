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

  @Test func theHoldOutIsStratifiedAndLeavesTheRest() {
    let split = HoldOut(of: Self.iemocap, seed: 3, stream: "fold 1")
    let labels = split.heldOut.map { Self.iemocap[$0].label }
    #expect((0..<4).map { label in labels.count { $0 == label } } == [110, 164, 108, 171])
    #expect((split.training + split.heldOut).sorted() == Self.iemocap.map(\.id))
    #expect(split == HoldOut(of: Self.iemocap, seed: 3, stream: "fold 1"))
    #expect(split != HoldOut(of: Self.iemocap, seed: 3, stream: "fold 2"))
  }

  @Test func smallClassesKeepAtLeastOne() {
    let few = [0, 0, 0, 1].enumerated().map {
      LabelledUtterance(id: $0, label: $1, speaker: "s")
    }
    let split = HoldOut(of: few, seed: 1, stream: "")
    #expect(split.heldOut.count == 1 && split.training.contains(3))
    #expect(ImbalancedSubset(of: few, reducing: [0, 1], seed: 1).kept.count == 2)
  }
}
