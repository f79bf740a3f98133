import Emotion
import Foundation
import Testing

struct ResultsTests {
  static let classes = ["angry", "sad", "neutral"]

  /// Two folds of one seed; the second fold tests nobody sad.
  static func folds(seed: UInt64, hits: Bool) -> [FoldPredictions] {
    let wrong = hits ? 0 : 2
    return [
      FoldPredictions(
        seed: seed, fold: "03", predictions: predictions("03", [(0, wrong), (1, 1), (2, 2)]),
        ties: 1),
      FoldPredictions(
        seed: seed, fold: "08", predictions: predictions("08", [(0, 0), (2, 0)]), ties: 0),
    ]
  }

  static func predictions(_ speaker: String, _ pairs: [(Int, Int)]) -> [Prediction] {
    pairs.enumerated().map {
      Prediction(utterance: $0, speaker: speaker, truth: $1.0, predicted: $1.1)
    }
  }

  @Test func ofOneSeed() {
    let results = Results(
      classes: Self.classes, folds: Self.folds(seed: 1, hits: true), neutral: "neutral")
    #expect(results.mean.recall == ["angry": 1, "sad": 1, "neutral": 0.5])
    #expect(results.mean.uarPooled == 2.5 / 3)
    #expect(results.mean.uarFolds == 0.75)
    #expect(results.mean.wa == 0.8)
    #expect(results.mean.recallReduced == 1)
    #expect(results.mean.uarSpeakers == ["03": 1, "08": 0.5])
    #expect(results.deviation == nil && results.ties == 1 && results.seeds == [1])
    #expect(results.confusion == [[2, 0, 0], [0, 1, 0], [1, 0, 1]])
    #expect(
      results.warnings == [
        "Fold 08 tests no sad; its average recall leaves that out.",
        "1 of 2 classifiers said angry of every recording.",
      ])
  }

  /// A mean over folds hides it, and a fold of one class alone is none.
  @Test func whoSaysOneClassOfEverythingIsTold() {
    func warnings(_ said: [[(Int, Int)]]) -> [String] {
      Results(
        classes: Self.classes,
        folds: said.enumerated().map {
          FoldPredictions(seed: 1, fold: "\($0)", predictions: Self.predictions("a", $1), ties: 0)
        }
      ).warnings.filter { $0.contains("of every recording") }
    }
    let told = [(0, 0), (1, 1), (2, 2)]
    #expect(warnings([told]).isEmpty && warnings([told, [(1, 1)]]).isEmpty)
    #expect(
      warnings([[(0, 1), (1, 1), (2, 1)]])
        == ["The classifier said sad of every recording."])
    #expect(
      warnings([told, [(0, 2), (1, 2)]]).first?.hasPrefix("1 of 2 classifiers said neutral") == true
    )
  }

  @Test func ofSeveralSeeds() {
    let folds = Self.folds(seed: 2, hits: false) + Self.folds(seed: 1, hits: true)
    let results = Results(classes: Self.classes, folds: folds)
    #expect(results.seeds == [1, 2] && results.ties == 2)
    #expect(results.mean.recall["angry"] == 0.75)
    #expect(abs((results.deviation?.recall["angry"] ?? 0) - 0.125.squareRoot()) < 1e-12)
    #expect(results.mean.recallReduced == nil)
    #expect(results.confusion == [[3, 0, 1], [0, 2, 0], [2, 0, 2]])
  }

  @Test func jsonHasTheKeysThatScriptsReadAndReadsBack() throws {
    let results = Results(
      classes: Self.classes, folds: Self.folds(seed: 1, hits: true), neutral: "neutral")
    let data = try JSONEncoder().encode(results)
    let keys = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any]).keys
    for key in ["uar_pooled", "uar_folds", "wa", "recall", "confusion", "ties", "seeds"] {
      #expect(keys.contains(key))
    }
    #expect(try JSONDecoder().decode(Results.self, from: data) == results)
  }

  @Test func anExperimentHasItsRowsAndTheLastOnTop() throws {
    let none = Results(classes: Self.classes, folds: Self.folds(seed: 1, hits: false))
    let augmented = Results(classes: Self.classes, folds: Self.folds(seed: 1, hits: true))
    let experiment = ExperimentResults(
      experiment: "imbalance", preset: .small, changes: ["seed=2"], data: nil,
      rows: [("NoAUG", none), ("AUG", augmented)])
    let data = try JSONEncoder().encode(experiment)
    let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["uar_pooled"] as? Double == augmented.mean.uarPooled)
    #expect(object["row_names"] as? [String] == ["NoAUG", "AUG"])
    let rows = try #require(object["rows"] as? [String: [String: Any]])
    #expect(rows["NoAUG"]?["uar_pooled"] as? Double == none.mean.uarPooled)
  }
}
