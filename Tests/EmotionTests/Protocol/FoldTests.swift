import Emotion
import Testing

struct FoldTests {
  /// EMO-DB's speakers with the number of their files.
  static let emodb = [
    ("03", 49), ("08", 58), ("09", 43), ("10", 38), ("11", 55), ("12", 35), ("13", 61), ("14", 69),
    ("15", 56), ("16", 71),
  ].flatMap { Array(repeating: $0.0, count: $0.1) }.enumerated().map {
    LabelledUtterance(id: $0, label: $0 % 4, speaker: $1)
  }

  @Test func leavesOneSpeakerOut() throws {
    let folds = try Fold.standard(Self.emodb)
    #expect(folds.map(\.name) == ["03", "08", "09", "10", "11", "12", "13", "14", "15", "16"])
    #expect(folds.map(\.test.count) == [49, 58, 43, 38, 55, 35, 61, 69, 56, 71])
    for fold in folds { expectPartition(fold, of: Self.emodb) }
  }

  @Test func leavesOneSessionOutWhereThereAreSessions() throws {
    let utterances = (0..<20).map {
      LabelledUtterance(id: $0, label: 0, speaker: "\($0 % 10)", session: "Ses\($0 % 10 / 2)")
    }
    let folds = try Fold.standard(utterances)
    #expect(folds.map(\.name) == ["Ses0", "Ses1", "Ses2", "Ses3", "Ses4"])
    for fold in folds { expectPartition(fold, of: utterances) }
  }

  @Test(arguments: [2, 3, 5, 10])
  func groupsWholeSpeakersInEqualParts(count: Int) throws {
    let folds = try Fold.grouped(Self.emodb, folds: count)
    #expect(folds.count == count)
    #expect(try folds.map(\.name) == Fold.grouped(Self.emodb.reversed(), folds: count).map(\.name))
    for fold in folds {
      expectPartition(fold, of: Self.emodb)
      #expect(abs(fold.test.count - 535 / count) < 36, "\(fold.name): \(fold.test.count)")
    }
    #expect(folds.flatMap(\.test).sorted() == Self.emodb.map(\.id))
  }

  @Test func holdsNamedSpeakersOut() throws {
    let fold = try Fold.holdingOut("03,08", of: Self.emodb)
    #expect(fold.name == "03+08" && fold.test.count == 107)
    expectPartition(fold, of: Self.emodb)
  }

  @Test func refusesWhatCannotBeSplit() {
    let unknown = [LabelledUtterance(id: 0, label: 0, speaker: "")]
    let one = [LabelledUtterance(id: 0, label: 0, speaker: "a")]
    #expect(throws: SplitError.unknownSpeakers(count: 1)) { try Fold.standard(unknown) }
    #expect(throws: SplitError.tooFewSpeakers(count: 1)) { try Fold.standard(one) }
    #expect(throws: SplitError.folds(asked: 11, speakers: 10)) {
      try Fold.grouped(Self.emodb, folds: 11)
    }
    #expect(throws: SplitError.folds(asked: 1, speakers: 10)) {
      try Fold.grouped(Self.emodb, folds: 1)
    }
    #expect(throws: SplitError.self) { try Fold.holdingOut("99", of: Self.emodb) }
    #expect(throws: SplitError.self) {
      try Fold.holdingOut(
        SpeakerList(Set(Self.emodb.map(\.speaker)).joined(separator: ",")), of: Self.emodb)
    }
  }

  @Test func namesSpeakersOnBothSides() throws {
    // Two sessions that share a speaker.
    let utterances = [("a", "1"), ("b", "1"), ("b", "2"), ("c", "2")].enumerated().map {
      LabelledUtterance(id: $0, label: 0, speaker: $1.0, session: $1.1)
    }
    #expect(
      try Fold.standard(utterances).map {
        Overlap(of: [$0], in: utterances).speakers
      } == [["b"], ["b"]])
  }

  private func expectPartition(_ fold: Fold, of utterances: [LabelledUtterance]) {
    #expect(Overlap(of: [fold], in: utterances).speakers.isEmpty)
    #expect((fold.training + fold.test).sorted() == utterances.map(\.id))
    #expect(!fold.training.isEmpty && !fold.test.isEmpty)
  }
}
