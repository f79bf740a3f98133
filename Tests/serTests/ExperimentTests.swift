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
    #expect(names == ["NoAUG", "copy", "noise", "specaugment", "AUG"])
  }
}
