import Emotion
import Files
import Foundation
import TestSupport
import Testing

/// The experiments' tables on a corpus of tones.
@Suite(.timeLimit(.minutes(10))) struct ExperimentTests {
  let corpus: SmallCorpus

  init() throws { corpus = try SmallCorpus() }

  private func rows(_ words: String...) async throws -> [String] {
    let run = try await corpus.program(
      ["experiment"] + words + ["m.csv", "--output", "run"] + SmallCorpus.settings)
    #expect(run.status == 0, "\(run.errors)")
    let results = try JSONFile.read(
      ExperimentResults.self, from: corpus.folder("run/results.json"))
    #expect(results.experiment == words[0])
    for (_, row) in results.rows { #expect(row.mean.uarPooled != nil) }
    return results.rows.map(\.name)
  }

  @Test func ablation() async throws {
    #expect(try await rows("ablation") == ["NoAUG", "Model", "Model+VAR", "Total"])
    let metrics = try String(contentsOf: corpus.folder("run/metrics.jsonl"), encoding: .utf8)
    let varied = metrics.split(separator: "\n").filter { $0.contains("\"var\"") }
    #expect(!varied.isEmpty && varied.allSatisfy { !$0.contains("Model-augmentor") })
  }

  @Test func imbalanceWithBaselines() async throws {
    let names = try await rows("imbalance", "--baselines")
    #expect(names == ["NoAUG"] + Baseline.allCases.map(\.rowName) + ["AUG"])
    let page = try String(contentsOf: corpus.folder("run/report.html"), encoding: .utf8)
    #expect(page.contains("balancing GAN (our form), published") && page.contains("53.6"))
  }

  @Test func representations() async throws {
    let run = try await corpus.program(
      ["experiment", "representations", "m.csv", "--output", "run", "--set", "map.perplexity=3"]
        + SmallCorpus.settings)
    #expect(run.status == 0, "\(run.errors)")
    let maps = try JSONFile.read(
      [RepresentationMap].self, from: corpus.folder("run/maps.json"))
    #expect(maps.map(\.name) == ["without BAL", "with BAL"])
    for map in maps {
      #expect(map.points.count { !$0.isAugmented } * 4 == map.points.count)
      #expect(map.points.allSatisfy { $0.x.isFinite && $0.y.isFinite })
    }
  }

  @Test func crossLingual() async throws {
    let labels = try String(contentsOf: corpus.folder("m.csv"), encoding: .utf8)
    _ = try corpus.folder.write(Data(labels.utf8), to: "other.csv")
    let run = try await corpus.program(
      ["experiment", "cross-lingual", "m.csv", "other.csv", "--output", "run"]
        + SmallCorpus.settings + [
          "--set", "crossLingual.augmentFactor=1", "--set", "crossLingual.lowShare=0.5",
        ])
    #expect(run.status == 0, "\(run.errors)")
    let results = try JSONFile.read(
      ExperimentResults.self, from: corpus.folder("run/results.json"))
    #expect(
      results.rows.map(\.name) == ["other LT", "other LT_AUG", "other FT", "other FT_AUG"])
    #expect(results.rows[0].results.classes == ["negative", "positive"])
    let same = try await corpus.program(
      ["experiment", "cross-lingual", "m.csv", "m.csv", "--output", "again"])
    #expect(same.status == 64)
  }
}
