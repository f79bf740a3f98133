import Files
import Foundation
import Speech
import TestSupport
import Testing

/// The built program's commands on utterance features.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FeatureCommandTests {
  let corpus: SmallFeatures

  init() throws { corpus = try SmallFeatures() }

  private func command(_ words: String...) -> [String] { words + SmallFeatures.settings }

  private func train(_ further: String...) -> [String] {
    ["train", "mixup-gan", "m.csv", "--features", "f.csv", "--output", "gan"] + further
      + SmallFeatures.settings
  }

  @Test func aTrainedGANSynthesizesAndEncodes() async throws {
    let trained = try await corpus.program(train("--hold-out-speakers", "sp3"))
    #expect(trained.status == 0, "\(trained.errors)")
    let weights = try SafetensorsFile(contentsOf: corpus.folder("gan/mixup-gan.safetensors"))
    #expect(weights["E.0.weight"]?.shape == [16, 10] && weights["G.5.weight"]?.shape == [10, 16])

    let synthesis = try await corpus.program(["synthesize", "gan", "--output", "s.csv"])
    #expect(synthesis.status == 0, "\(synthesis.errors)")
    let byFile = try await corpus.program(
      ["synthesize", "gan/mixup-gan.safetensors", "--output", "t.csv"])
    #expect(byFile.status == 0, "\(byFile.errors)")
    #expect(try corpus.isSame("s.csv", "t.csv"))
    // Thirty-six recordings of three speakers but for one of each class, to which early stopping of a
    // classifier listens, and as many mixes.
    let vectors = try FeatureTable(contentsOf: corpus.folder("s.csv"))
    #expect(vectors.files.count == 64 && vectors.kind.set == "toy")
    let labels = try CSVTable(contentsOf: corpus.folder("s.csv.labels.csv"))
    #expect(labels.rows.count == 64 && labels.header.suffix(4).first == "probability_angry")
    for row in labels.rows {
      let shares = row.suffix(4).compactMap(Float.init)
      #expect(shares.count == 4 && abs(shares.reduce(0, +) - 1) < 1e-5)
    }

    let encoding = try await corpus.program(["encode", "gan", "f.csv", "--output", "z.npz"])
    #expect(encoding.status == 0, "\(encoding.errors)")
    let codes = try FeatureTable(contentsOf: corpus.folder("z.npz"))
    #expect(codes.names == ["z0", "z1"] && codes.files.count == 48)
    #expect(codes.kind.set == "mixup-gan-code")

    try corpus.write("other.csv", "o.csv", rows: SmallFeatures.rows("b"))
    let others = try await corpus.program(
      ["encode", "gan", "f.csv", "--manifest", "other.csv", "--output", "o.npz"])
    #expect(others.isRefused(64, naming: "other.csv lists none of the 48"), "\(others)")

    // What makes a model useless for recordings is said once.
    let classifier = try await corpus.program(
      command("train", "dnn", "m.csv", "--features", "z.npz", "--output", "coded"))
    #expect(classifier.status == 0, "\(classifier.errors)")
    _ = try corpus.folder.write(Data("no,table\n1,2\n".utf8), to: "no.csv")
    let recordings = ["a.wav", "b.wav", "c.wav"]
    let predict = ["predict", "--quiet", "--model", "coded/dnn.safetensors"]
    let sentence = "features that are not computed here"
    let all = try await corpus.program(predict + recordings)
    #expect(
      all.isRefused(65, naming: "3 of 3 recordings are left out: The model", sentence), "\(all)")
    let some = try await corpus.program(predict + recordings + ["no.csv"])
    #expect(some.errors.components(separatedBy: sentence).count == 2, "\(some)")
    #expect(some.errors.contains("\n  of 3 recordings: The model"), "\(some)")

    // Of the three speakers whom the GAN knows.
    let tested = try await corpus.program(
      command("experiment", "support-vectors", "m.csv", "--features", "z.npz", "--output", "svm"))
    #expect(
      tested.status == 0
        && tested.output.contains("features of 36 of the tested recordings are codes"),
      "\(tested)")
    let results = try String(contentsOf: corpus.folder("svm/results.json"), encoding: .utf8)
    #expect(results.contains("\"seen_by_features\" : 36"))
    let clean = try await corpus.program(
      command(
        "train", "dnn", "m.csv", "--features", "z.npz", "--output", "dnn", "--hold-out-speakers",
        "sp3"))
    #expect(clean.status == 0 && !clean.errors.contains("are codes"), "\(clean)")
  }

  /// Vectors on the scale of a louder corpus.
  @Test func theScaleOfVectorsOfAnotherCorpusIsDoubted() async throws {
    var rows = SmallFeatures.rows("b")
    for index in rows.indices { rows[index].values = rows[index].values.map { 10 * $0 } }
    try corpus.write("m2.csv", "f2.csv", rows: rows)
    for (manifest, features, isDoubted) in [("m.csv", "f.csv", false), ("m2.csv", "f2.csv", true)] {
      _ = try await corpus.program(
        command(
          "train", "mixup-gan", manifest, "--features", features, "--output", manifest + ".gan",
          "--set", "mixupGAN.epochs=1"))
      let vectors = try await corpus.program(
        ["synthesize", manifest + ".gan", "--normalized", "--output", manifest + ".npz"])
      #expect(vectors.status == 0, "\(vectors)")
      let trained = try await corpus.program(
        command(
          "train", "dnn", "m.csv", "--features", "f.csv", "--synthetic", manifest + ".npz",
          "--output", manifest + ".dnn", "--set", "dnn.epochs=1"))
      #expect(trained.status == 0, "\(trained)")
      #expect(trained.errors.contains("the scales may differ") == isDoubted, "\(trained.errors)")
    }
  }

  @Test func featuresOfAnotherKindAreRefused() async throws {
    _ = try await corpus.program(train("--set", "mixupGAN.epochs=1"))
    try corpus.write("m2.csv", "f2.csv", rows: SmallFeatures.rows(), set: "other")
    let answer = try await corpus.program(["encode", "gan", "f2.csv", "--output", "z.csv"])
    #expect(answer.isRefused(65, naming: "toy", "other"), "\(answer)")
    let classifier = try await corpus.program(
      ["predict", "a.wav", "--model", "gan/mixup-gan.safetensors"])
    #expect(classifier.isRefused(65, naming: "mixup-gan.safetensors", "another model"))
  }

  @Test func aRecordingWithoutFeaturesIsRefused() async throws {
    try corpus.write("m.csv", "f2.csv", rows: SmallFeatures.rows().dropLast(2) + [])
    try corpus.write("m.csv", "f3.csv", rows: SmallFeatures.rows())
    let answer = try await corpus.program(
      command("train", "mixup-gan", "m.csv", "--features", "f2.csv", "--output", "gan"))
    #expect(answer.isRefused(65, naming: "f2.csv", "a46.wav"), "\(answer)")
    #expect(!Folder.isFolder(corpus.folder("gan")))
  }

  @Test func aFoldThatLacksAClassIsRefused() async throws {
    let rows = SmallFeatures.rows().filter { $0.emotion != "happy" || $0.speaker == "sp1" }
    try corpus.write("m.csv", "f.csv", rows: rows)
    let answer = try await corpus.program(
      command(
        "experiment", "synthetic-features", "m.csv", "--features", "f.csv", "--output", "run"))
    #expect(answer.isRefused(65, naming: "sp1", "happy"), "\(answer)")
  }

  @Test func aKilledExperimentEndsWithTheSameBits() async throws {
    let experiment = command(
      "experiment", "synthetic-features", "m.csv", "--features", "f.csv")
    let whole = try await corpus.program(experiment + ["--output", "whole"])
    #expect(whole.status == 0, "\(whole.errors)")
    let metrics = corpus.folder("run/metrics.jsonl")
    // In the first GAN, in a classifier, in the second seed; the last stops and saves.
    for (start, count) in [5, 60, 200, 240].enumerated() {
      let signal = start == 3 ? SIGINT : SIGKILL
      let stopped = try await corpus.program(
        experiment + ["--output", "run"] + (start == 0 ? [] : ["--resume"]), signal: signal
      ) {
        ((try? String(contentsOf: metrics, encoding: .utf8))?.count { $0 == "\n" } ?? 0) >= count
      }
      #expect(stopped.status == (start == 3 ? 75 : 128 + SIGKILL), "\(stopped.errors)")
    }
    let resumed = try await corpus.program(experiment + ["--output", "run", "--resume"])
    #expect(resumed.status == 0, "\(resumed.errors)")
    for file in ["results.json", "predictions.csv", "metrics.jsonl"] {
      #expect(try corpus.isSame("whole/\(file)", "run/\(file)"), "\(file)")
    }
  }
}
