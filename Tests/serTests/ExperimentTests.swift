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

  @Test func ablationThatKeepsItsModels() async throws {
    #expect(
      try await rows("ablation", "--keep-models") == [
        "NoAUG", "copy", "Model", "Model+VAR", "Total",
      ])
    let metrics = try String(contentsOf: corpus.folder("run/metrics.jsonl"), encoding: .utf8)
    let varied = metrics.split(separator: "\n").filter { $0.contains("\"var\"") }
    #expect(!varied.isEmpty && varied.allSatisfy { !$0.contains("Model-augmentor") })
    for row in ["NoAUG", "Total"] {
      let kept = try Folder.names(in: corpus.folder("run/models/\(row)/fold-1")).sorted()
      #expect(
        kept == (row == "Total" ? ["augmentor.safetensors"] : []) + ["classifier.safetensors"])
    }
    let page = try String(contentsOf: corpus.folder("run/report.html"), encoding: .utf8)
    #expect(page.contains("as in models/Model/fold-1"))
    // It says that it knows most of what it is asked about.
    let found = try await corpus.program(
      ["evaluate", "m.csv", "--model", "run/models/Total/fold-1", "--output", "out"])
    #expect(found.status == 0, "\(found.errors)")
    #expect(found.errors.contains("trained on too"), "\(found.errors)")
    let resumed = try await corpus.program(
      ["experiment", "ablation", "m.csv", "--output", "run", "--resume"] + SmallCorpus.settings)
    #expect(resumed.isRefused(64, naming: "--keep-models"), "\(resumed)")
  }

  @Test func imbalanceWithBaselines() async throws {
    let names = try await rows("imbalance", "--baselines")
    let between = Baseline.allCases.map(\.rowName).filter { $0 != "uncut" }
    #expect(names == ["uncut", "NoAUG"] + between + ["AUG"])
    let page = try String(contentsOf: corpus.folder("run/report.html"), encoding: .utf8)
    #expect(page.contains("balancing GAN (our form)") && page.contains("53.6"))
  }

  /// What training two augmentors cannot change is known before.
  @Test func mapsOfTooFewPointsAreRefusedBeforeAnyTraining() async throws {
    for (setting, found) in [
      ("map.perplexity=43", "128 samples"), ("learner.hidden=1", "here is 1"),
    ] {
      let run = try await corpus.program(
        ["experiment", "representations", "m.csv", "--output", "run"] + SmallCorpus.settings
          + ["--set", setting])
      #expect(run.isRefused(setting.hasPrefix("map") ? 65 : 64, naming: found), "\(run)")
      #expect(!Folder.isFolder(corpus.folder("run")))
    }
  }

  @Test func representations() async throws {
    let list = try String(contentsOf: corpus.folder("m.csv"), encoding: .utf8)
    _ = try corpus.folder.write(Data((list + "\nbored.wav,bored,sp0").utf8), to: "m.csv")
    let run = try await corpus.program(
      ["experiment", "representations", "m.csv", "--output", "run", "--set", "map.perplexity=3"]
        + SmallCorpus.settings)
    #expect(run.status == 0, "\(run.errors)")
    let found = try JSONFile.read(RepresentationMaps.self, from: corpus.folder("run/maps.json"))
    #expect(found.changes.contains("map.perplexity=3.0"))
    let use = try #require(found.data?.corpora.first)
    #expect(use.recordings == 33 && use.leftOut.count == 1)
    let maps = found.maps
    let page = try String(contentsOf: corpus.folder("run/report.html"), encoding: .utf8)
    #expect(page.contains("1 of 33 recordings is left out") && page.contains("map.perplexity=3.0"))
    let share = String(format: "%.1f %%", 100 * maps[0].purity)
    #expect(page.contains(share) && run.output.contains(share))
    #expect(maps.map(\.name) == ["without BAL", "with BAL"])
    for map in maps {
      #expect(map.points.count { !$0.isAugmented } * 4 == map.points.count)
      #expect(map.points.allSatisfy { $0.x.isFinite && $0.y.isFinite })
    }
  }

  @Test func crossLingual() async throws {
    let labels =
      try String(contentsOf: corpus.folder("m.csv"), encoding: .utf8) + "\nproud.wav,proud,sp0"
    _ = try corpus.folder.write(Data(labels.utf8), to: "m.csv")
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
      results.rows.map(\.name) == [
        "other LT", "other LT_COPY", "other LT_AUG", "other FT", "other FT_COPY", "other FT_AUG",
      ])
    #expect(results.rows[0].results.classes == ["negative", "positive"])
    #expect(results.rows[0].results.mean.recallReduced == nil)
    let use = try #require(results.data?.corpora.first)
    #expect(use.renamed == ["negative": ["angry", "sad"], "positive": ["happy", "neutral"]])
    #expect(use.leftOut.groups.map(\.reason) == [.valence])
    let page = try String(contentsOf: corpus.folder("run/report.html"), encoding: .utf8)
    for text in [
      "positive is what the manifest calls happy, neutral", "50 % (LT) or 75 % (FT)",
      "whose valence is not known, neither negative nor positive (1 proud)",
    ] { #expect(page.contains(text), "\(text)") }
    let same = try await corpus.program(
      ["experiment", "cross-lingual", "m.csv", "m.csv", "--output", "again"])
    #expect(same.status == 64)
  }
}
