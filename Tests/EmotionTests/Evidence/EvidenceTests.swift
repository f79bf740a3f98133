import Testing

@testable import Emotion

struct EvidenceTests {
  private static let classes = ["angry", "happy", "sad"]

  /// Six speakers with five recordings each; a row is right where its pattern says so, else one class
  /// too far.
  private static func predictions(
    seed: UInt64, speakers: Int = 6, isRight: (_ speaker: Int, _ recording: Int) -> Bool
  ) -> FoldPredictions {
    let all = (0..<speakers).flatMap { speaker in
      (0..<5).map { recording in
        let truth = (speaker + recording) % 3
        return Prediction(
          utterance: 5 * speaker + recording, speaker: "s\(speaker)", truth: truth,
          predicted: isRight(speaker, recording) ? truth : (truth + 1) % 3)
      }
    }
    return FoldPredictions(seed: seed, fold: "all", predictions: all, ties: 0)
  }

  private static func runs(
    _ isRight: (_ speaker: Int, _ recording: Int) -> Bool, speakers: Int = 6
  ) -> [[Prediction]] {
    [1, 2].map { predictions(seed: $0, speakers: speakers, isRight: isRight).predictions }
  }

  private static func better(_ speaker: Int, _ recording: Int) -> Bool {
    (speaker + 2 * recording) % 5 != 0
  }

  private static func worse(_ speaker: Int, _ recording: Int) -> Bool { recording % 2 == 0 }

  /// By scikit-learn 1.9: `balanced_accuracy_score`, `f1_score(average="macro")`, `accuracy_score`.
  @Test func figuresAgreeWithScikitLearn() throws {
    let figures = TestedUnits(classes: 3, runs: Self.runs(Self.better)).figures()
    #expect(abs(try #require(figures.uar) - 0.7999999999999999) < 1e-12)
    #expect(abs(try #require(figures.macroF1) - 0.798941798941799) < 1e-12)
    #expect(abs(try #require(figures.wa) - 0.8) < 1e-12)
  }

  @Test func speakersTogetherMakeTheDifference() throws {
    let (row, other) = (
      TestedUnits(classes: 3, runs: Self.runs(Self.better)),
      TestedUnits(classes: 3, runs: Self.runs(Self.worse))
    )
    let contributions = try #require(row.contributions(above: other))
    let difference = try #require(row.figures().uar) - (try #require(other.figures().uar))
    #expect(contributions.count == 6)
    #expect(abs(contributions.reduce(0, +) - difference) < 1e-12)
  }

  @Test func rowsOfOtherRecordingsAreNotCompared() {
    let comparisons = Comparison.all(
      [RowPair("a", against: "b"), RowPair("a", against: "none")], classes: 3,
      of: [
        "a": Self.runs(Self.better), "b": Self.runs(Self.worse).map { Array($0.dropLast()) },
      ])
    #expect(comparisons.isEmpty)
  }

  @Test func chanceIsCorrectedForTheRowsOfAReference() {
    let rows = [
      "none": Self.runs(Self.worse), "a": Self.runs(Self.better), "b": Self.runs { _, _ in true },
    ]
    let comparisons = Comparison.all(
      RowPair.each(of: ["none", "a", "b"], against: ["none"]), classes: 3, of: rows)
    #expect(comparisons.map(\.row) == ["a", "b"] && comparisons.allSatisfy { $0.rows == 2 })
    let best = comparisons[1]
    #expect(best.p == 0.03125 && best.corrected == 0.0625)
    #expect(best.verdict == .cannotBeShown && best.detectable == nil)
    #expect(best.sentence.hasSuffix("6 speakers cannot show any difference (p is 0.062 at least)"))
    let alone = Comparison.all([RowPair("b", against: "none")], classes: 3, of: rows)
    #expect(alone[0].verdict == .shown && alone[0].corrected == 0.03125)
    #expect(alone[0].sentence.hasPrefix("b is ") && alone[0].sentence.hasSuffix(": shown"))
  }

  @Test func aRowIsNoBetterThanItself() throws {
    let same = Self.runs(Self.better, speakers: 12)
    let comparison = try #require(
      Comparison.all([RowPair("a", against: "b")], classes: 3, of: ["a": same, "b": same]).first)
    #expect(comparison.p == 1 && comparison.difference == 0 && comparison.verdict == .notShown)
    #expect(comparison.sentence.hasPrefix("a is 0.0 points above b (95 %: 0.0 to 0.0, p = 1.00)"))
  }

  @Test func intervalsAreOverUtterancesWhereSpeakersAreNotKnown() throws {
    let known = Self.predictions(seed: 1, isRight: Self.better)
    let unknown = FoldPredictions(
      seed: 1, fold: "all",
      predictions: known.predictions.map {
        Prediction(
          utterance: $0.utterance, speaker: "", truth: $0.truth, predicted: $0.predicted)
      }, ties: 0)
    let certain = try #require(Results(classes: Self.classes, folds: [known]).certainty)
    #expect(certain.unit == .speaker && certain.units == 6)
    let less = try #require(Results(classes: Self.classes, folds: [unknown]).certainty)
    #expect(less.unit == .utterance && less.units == 30)
    let interval = try #require(certain.uarPooled)
    #expect(interval.lower < 0.8 && interval.upper > 0.7 && interval.upper <= 1)
  }

  @Test func oneRecordingSaysNothingOfOthers() throws {
    let one = FoldPredictions(
      seed: 1, fold: "all",
      predictions: [Prediction(utterance: 0, speaker: "a", truth: 0, predicted: 0)], ties: 0)
    let certainty = try #require(Results(classes: Self.classes, folds: [one]).certainty)
    #expect(certainty.units == 1 && certainty.uarPooled == nil)
    #expect(Results(classes: Self.classes, folds: []).certainty == nil)
  }

  @Test func everyClassIsCountedOnce() {
    let folds = [1, 2].map { Self.predictions(seed: $0, isRight: Self.better) }
    let tested = Results(classes: Self.classes, folds: folds).tested
    #expect(tested?.map(\.recordings) == [10, 10, 10])
    #expect(tested?.map(\.speakers) == [6, 6, 6])
    let runs = Results(classes: Self.classes, folds: folds).runs
    #expect(runs?.map(\.seed) == [1, 2] && runs?.map(\.recordings) == [30, 30])
  }
}
