import Testing

@testable import Emotion

struct RecallByGenderTests {
  /// Four speakers of either gender with four recordings of two classes each, of which men have some
  /// mistaken.
  private static func run(genders: [String], speakers: Int = 8) -> [Prediction] {
    (0..<speakers).flatMap { speaker in
      (0..<4).map { recording in
        let gender = genders[speaker % genders.count]
        let truth = recording % 2
        let isRight = gender != "male" || recording > speaker / 4
        return Prediction(
          utterance: 4 * speaker + recording, speaker: "s\(speaker)", gender: gender, truth: truth,
          predicted: isRight ? truth : 1 - truth)
      }
    }
  }

  @Test func theGapHasAnInterval() throws {
    let run = Self.run(genders: ["female", "male"])
    let found = try #require(RecallByGender(classes: 2, runs: [run, run]))
    #expect(found.groups.map(\.gender) == ["female", "male"])
    #expect(found.groups.map(\.speakers) == [4, 4] && found.groups.map(\.recordings) == [16, 16])
    #expect(found.groups.map(\.uar) == [1, 0.625])
    #expect(found.gap == 0.375)
    let interval = try #require(found.interval)
    #expect(interval.lower < 0.375 && interval.upper > 0.375 && interval.lower > 0)
  }

  @Test func recordingsOfUnknownGenderAreCounted() throws {
    let found = try #require(
      RecallByGender(classes: 2, runs: [Self.run(genders: ["female", "male", "", ""])]))
    #expect(found.unknown == 16 && found.groups.map(\.recordings) == [8, 8])
    #expect(
      RecallByGender(classes: 2, runs: [Self.run(genders: ["female", "male"])])?.unknown == nil)
  }

  @Test func oneSpeakerHasNoInterval() throws {
    let found = try #require(
      RecallByGender(classes: 2, runs: [Self.run(genders: ["female", "male"], speakers: 2)]))
    #expect(found.gap == 0.25 && found.interval == nil)
    #expect(found.groups.allSatisfy { $0.interval == nil })
  }

  @Test(arguments: [[""], ["female"], ["female", ""]])
  func oneGenderHasNoGap(genders: [String]) {
    #expect(RecallByGender(classes: 2, runs: [Self.run(genders: genders)]) == nil)
  }

  @Test func threeHaveNoGap() throws {
    let found = try #require(
      RecallByGender(classes: 2, runs: [Self.run(genders: ["divers", "female", "male"])]))
    #expect(found.groups.count == 3 && found.gap == nil && found.interval == nil)
  }
}
