import Emotion
import Files
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

  /// What a page could not be made of is refused by name, not drawn.
  @Test(arguments: [
    ("results.json", "  4,", "  ", "rows.AUG.confusion"),
    ("results.json", "  4,", "  -4,", "rows.AUG.confusion"),
    ("results.json", #""recordings" : 4,"#, #""recordings" : 9223372036854775807,"#, "tested"),
    ("time.json", "", #"[{"started":"","seconds":"NaN"}]"#, "[0].seconds"),
    (
      "maps.json", "",
      #"[{"name":"","classes":["x"],"points":[{"x":1,"y":1,"label":1,"isAugmented":false,"file":""}],"purity":1}]"#,
      "[0].points"
    ),
    (
      "results.json", #""changes" : ["#,
      #""data":{"corpora":[{"manifest":"","recordings":1,"left_out":{"groups":[{"reason":"label","labels":{"x":9223372036854775807}}]}}]},"changes" : ["#,
      "groups.[0].labels"
    ),
  ])
  func whatCannotBeIsRefused(file: String, old: String, new: String, place: String) throws {
    let run = try makeRun("a", seed: 1, finished: true).folder
    let url = run.appending(path: file)
    if old.isEmpty {
      try Data(new.utf8).write(to: url)
    } else {
      let text = try String(contentsOf: url, encoding: .utf8)
      #expect(text.contains(old), "\(text)")
      try Data(text.replacing(old, with: new).utf8).write(to: url)
    }
    let error = #expect(throws: RunError.self) { try RecordedRun(run) }
    let message = try #require(error).description
    #expect(message.contains(file) && message.contains(place), "\(message)")
  }

  @Test func summaries() throws {
    let done = try makeRun("a", seed: 1, finished: true)
    #expect(done.environment.subcommand == "experiment imbalance")
    #expect(try done.preset == "small" && done.state == "finished")
    #expect(done.recalls.map(\.name) == ["NoAUG", "AUG"] && done.recalls.map(\.uar) == [0.75, 1])
    let begun = try makeRun("b", seed: 2, finished: false)
    #expect(try begun.state == "interrupted: at fold1, epoch 3" && begun.averageRecall == nil)
    let differing = done.given.filter { begun.given[$0.key] != $0.value }.keys.sorted()
    #expect(differing == ["classifier.batch", "seed"])
    _ = try folder.write(Data("[]".utf8), to: "b/maps.json")
    #expect(try begun.state == "finished")
    #expect(throws: RunError.noRun(path: folder("c").path)) { try RecordedRun(folder("c")) }
  }

  @Test func anInterruptedRunSaysWhichFoldItIsAt() throws {
    let run = try makeRun("a", seed: 1, finished: false)
    let folds = try folder.write(Data("file,fold\n1.wav,1\n2.wav,2\n".utf8), to: "a/folds.csv")
    let seeds = try #require(run.settings).experiment.seeds
    let all = seeds > 1 ? "\(2 * seeds) in \(seeds) seeds" : "2"
    #expect(try run.state == "interrupted: fold 1 of \(all), at fold1, epoch 3")
    try Folder.create(folder("a/folds"))
    _ = try folder.write(Data("[]".utf8), to: "a/folds/seed1-fold1.json")
    _ = try folder.write(
      Data(#"{"part":"seed1-fold2-AUG","step":7,"losses":{"rep":1}}"#.utf8), to: "a/metrics.jsonl")
    let later = try RecordedRun(folder("a"))
    #expect(try later.state == "interrupted: fold 2 of \(all), at seed1-fold2-AUG, iteration 7")
    try Folder.remove(folds)
    #expect(try later.state == "interrupted: at seed1-fold2-AUG, iteration 7")
  }

  @Test func anEvaluationOfAnEarlierVersionIsNoRun() throws {
    let model = try folder.write(Data("m".utf8), to: "model")
    try Folder.create(folder("e"))
    let source = try EvaluationSource(
      model: model, manifest: model, features: nil, speakers: nil, map: [])
    _ = try folder.write(try JSONEncoder().encode(source), to: "e/results.json")
    #expect(throws: RunError.onlyEvaluation(path: folder("e").path)) {
      try RecordedRun(folder("e"))
    }
  }
}
