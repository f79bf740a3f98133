import Emotion
import Foundation
import TestSupport
import Testing
import Training

@Suite struct RecordedRunTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A run of an experiment with two rows, of which one prediction in four is wrong in the first.
  private func makeRun(_ name: String, seed: UInt64, finished: Bool) throws -> RecordedRun {
    let environment = RunEnvironment(
      device: "d", driver: "1", version: "1", seed: seed, data: ["m.csv": "abc"],
      command: ["/bin/ser", "experiment", "imbalance", "m.csv", "--preset", "small"])
    var configuration = Configuration(.small)
    configuration.seed = seed
    configuration.classifier.batch = Int(seed)
    let run = try RunFolder(
      creating: folder(name), settings: configuration, environment: environment)
    _ = try folder.write(
      Data(#"{"part":"fold1","step":3,"loss":1}"#.utf8), to: "\(name)/metrics.jsonl")
    if finished {
      let rows = [3, 4].map { right in
        Results(
          classes: ["a", "b"],
          folds: [
            FoldPredictions(
              seed: seed, fold: "1",
              predictions: (0..<4).map {
                Prediction(utterance: $0, speaker: "s", truth: 0, predicted: $0 < right ? 0 : 1)
              }, ties: 0)
          ])
      }
      try run.write(
        ExperimentResults(
          experiment: "imbalance", preset: .small, changes: [], data: nil,
          rows: [("NoAUG", rows[0]), ("AUG", rows[1])]), as: "results.json")
    }
    return try RecordedRun(folder(name))
  }

  @Test func summaries() throws {
    let done = try makeRun("a", seed: 1, finished: true)
    #expect(done.environment.subcommand == "experiment imbalance")
    #expect(try done.preset == "small" && done.state == "finished")
    #expect(done.recalls.map(\.name) == ["NoAUG", "AUG"] && done.recalls.map(\.uar) == [0.75, 1])
    let begun = try makeRun("b", seed: 2, finished: false)
    #expect(try begun.state == "at fold1, step 3" && begun.averageRecall == nil)
    let differing = done.given.filter { begun.given[$0.key] != $0.value }.keys.sorted()
    #expect(differing == ["classifier.batch", "seed"])
    _ = try folder.write(Data("[]".utf8), to: "b/maps.json")
    #expect(try begun.state == "finished")
    #expect(throws: RunError.noRun(path: folder("c").path)) { try RecordedRun(folder("c")) }
  }
}
