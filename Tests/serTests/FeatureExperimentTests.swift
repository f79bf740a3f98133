import Files
import Foundation
import Speech
import TestSupport
import Testing

/// The tables of features in small.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FeatureExperimentTests {
  let corpus: SmallFeatures

  init() throws { corpus = try SmallFeatures() }

  private func experiment(_ words: String...) async throws -> ([String: Double], CSVTable) {
    let small = [
      "baselines.generator=[8]", "baselines.translator=[8]", "baselines.discriminator=[8]",
      "baselines.epochs=5", "baselines.batch=16",
      "diffusion.hidden=[8]", "diffusion.epochs=5", "diffusion.steps=20",
      "diffusion.samplingSteps=5",
      "encoding.epochs=20", "encoding.autoencoder=[8,8]", "encoding.dimensions=3",
    ]
    let answer = try await corpus.program(
      ["experiment"] + words + ["--output", "run", "--json"] + SmallFeatures.settings
        + small.flatMap { ["--set", $0] })
    #expect(answer.status == 0, "\(answer.errors)")
    // Nobody said what the features are.
    #expect(!answer.errors.contains("does not apply"), "\(answer.errors)")
    struct Table: Decodable {
      struct Row: Decodable {
        let recall: Double
        enum CodingKeys: String, CodingKey { case recall = "uar_pooled" }
      }
      let rows: [String: Row]
    }
    let table = try JSONDecoder().decode(Table.self, from: Data(answer.output.utf8))
    return (
      table.rows.mapValues(\.recall),
      try CSVTable(contentsOf: corpus.folder("run/predictions.csv"))
    )
  }

  @Test func syntheticFeaturesTestedOnReconstructions() async throws {
    let (recalls, _) = try await experiment(
      "synthetic-features", "m.csv", "--features", "f.csv", "--syn-test", "reconstructed",
      "--augmentations")
    #expect(
      recalls.keys.sorted() == [
        "real", "real + SMOTE", "real + diffusion", "real + mixup", "real + noise",
        "real + synthetic", "real, oversampled", "synthetic, reconstructed test",
      ])
    // Vectors between those of a class leave classes as they are.
    #expect(try #require(recalls["real + SMOTE"]) > 0.9)
    let page = try String(contentsOf: corpus.folder("run/report.html"), encoding: .utf8)
    #expect(
      page.contains("by a diffusion model of 64 principal components (20 steps, 5 to make a vector")
    )
  }

  @Test func encodedFeatures() async throws {
    let (recalls, predictions) = try await experiment(
      "encoded-features", "m.csv", "--features", "f.csv")
    #expect(recalls.count == 7)
    // Classes that features tell apart are told apart after linear compression too.
    #expect(try #require(recalls["PCA"]) > 0.9)
    #expect(try #require(recalls["SMACOF MDS (transductive)"]) > 0.9)
    #expect(predictions.rows.count == 7 * 2 * 48)
    let page = try String(contentsOf: corpus.folder("run/report.html"), encoding: .utf8)
    #expect(page.contains("SMACOF MDS (transductive)") && page.contains("58.5"))
  }

  @Test func supportVectors() async throws {
    let (recalls, predictions) = try await experiment(
      "support-vectors", "m.csv", "--features", "f.csv")
    #expect(try #require(recalls["linear"]) > 0.9)
    #expect(try #require(recalls["RBF, chosen on held-out data"]) > 0.9)
    #expect(predictions.rows.count == 2 * 2 * 48)
  }

  /// A table is used as it is, whatever the settings say of features that are computed.
  @Test func settingsThatATableContradictsAreTold() async throws {
    _ = try corpus.folder.write(
      Data("features: {variant: emobase2010}\n".utf8), to: "mine.yaml")
    let words = [
      "experiment", "support-vectors", "m.csv", "--features", "f.csv", "--config", "mine.yaml",
      "--output", "run",
    ]
    let run = try await corpus.program(words + SmallFeatures.settings.filter { $0 != "--quiet" })
    #expect(run.status == 0, "\(run)")
    // How far the whole is stands beside each part.
    for place in ["part 1 of 4", "part 2 of 4, 0:0", "part 4 of 4"] {
      #expect(run.errors.contains(place), "\(run.errors)")
    }
    #expect(run.errors.contains("are toy 1 at an unknown sample rate, and are used as they are"))
    #expect(run.errors.contains("features.variant=emobase2010 of the settings does not apply"))
    #expect(run.output.contains("toy 1"))
    let page = try String(contentsOf: corpus.folder("run/report.html"), encoding: .utf8)
    #expect(page.contains("Features: toy 1 at an unknown sample rate; normalisation z-norm."))
    #expect(page.contains("features.variant=emobase2010 did not apply"))
    #expect(page.contains("begins from the preset paper with corpus.classes=[]"))
    let refused = try await corpus.program(
      words.dropLast() + ["other"] + SmallFeatures.settings
        + ["--set", "features.variant=IS10_paraling"])
    #expect(refused.isRefused(64, naming: "toy 1", "--set features.variant=IS10_paraling"))
    #expect(!Folder.isFolder(corpus.folder("other")))
    let list = try await corpus.program(["runs", "list", "."])
    #expect(list.output.contains("RBF, chosen on held-out data"))
  }

  @Test func crossCorpus() async throws {
    try corpus.write("n.csv", "g.csv", rows: SmallFeatures.rows("b"))
    let (recalls, predictions) = try await experiment(
      "cross-corpus", "m.csv", "n.csv", "--features", "f.csv", "--target-features", "g.csv",
      "--baselines")
    #expect(recalls.count == 5 + 7)
    #expect(try #require(recalls["real"]) > 0.5)
    // Of twelve recordings a class, four are the development part.
    #expect(predictions.rows.count == 12 * 2 * 32)
    let report = try await corpus.program(["report", "run"])
    #expect(report.status == 0, "\(report.errors)")
  }

  @Test func corporaOfOtherFeaturesAreNotCompared() async throws {
    try corpus.write("n.csv", "g.csv", rows: SmallFeatures.rows("b"), set: "other")
    let answer = try await corpus.program(
      [
        "experiment", "cross-corpus", "m.csv", "n.csv", "--features", "f.csv",
        "--target-features", "g.csv", "--output", "run",
      ] + SmallFeatures.settings)
    #expect(answer.isRefused(65, naming: "toy", "other"), "\(answer)")
    #expect(!Folder.isFolder(corpus.folder("run")))
  }

  /// The tones of the small corpus, of which one is too short to have features.
  @Test func featuresAreComputedAndKeptWhereNoneAreGiven() async throws {
    let tones = try SmallCorpus()
    try Signal([Float](repeating: 0.1, count: 200), sampleRate: 16_000)
      .write(to: tones.folder("angry-0-0.wav"))
    func train(_ run: String) async throws -> Program.Answer {
      try await tones.program(
        ["train", "mixup-gan", "m.csv", "--output", run] + SmallFeatures.settings)
    }
    let first = try await train("one")
    #expect(
      first.status == 0 && first.errors.contains("1 of 32 recordings is left out"), "\(first)")
    let second = try await train("two")
    #expect(second.status == 0, "\(second.errors)")
    #expect(try tones.isSame("one/mixup-gan.safetensors", "two/mixup-gan.safetensors"))
    #expect(try Folder.names(in: tones.folder("m.csv.features")).count == 1)
    let synthesis = try await tones.program(["synthesize", "one", "--output", "s.arff"])
    #expect(synthesis.status == 0, "\(synthesis.errors)")
    // One of each class is for early stopping of a classifier.
    #expect(try FeatureTable(contentsOf: tones.folder("s.arff")).files.count == 2 * (31 - 4))
  }
}
