import Emotion
import Files
import Foundation
import Speech
import Testing

/// The built program's classifiers of utterance features.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FeatureClassifierTests {
  let corpus: SmallFeatures

  init() throws { corpus = try SmallFeatures() }

  private func train(_ further: String..., to run: String = "run") -> [String] {
    ["train", "dnn", "m.csv", "--features", "f.csv", "--output", run] + further
      + SmallFeatures.settings
  }

  /// What is told and what is shared, in words.
  @Test func aTrainingSaysWhatItsNumbersAre() async throws {
    var rows = SmallFeatures.rows()
    rows.append(
      SmallFeatures.Row(name: "b", emotion: "sad", speaker: "sp0", values: rows[0].values))
    try corpus.write("m.csv", "f.csv", rows: rows)
    let trained = try await corpus.program(
      train("--hold-out-speakers", "sp3").filter { $0 != "--quiet" })
    for text in [
      "training loss ", ", development loss ", "Training and test share no speaker.",
      "1 recording has the same sound as another: b.wav sounds as a0.wav. Its label is another.",
    ] { #expect(trained.errors.contains(text), "\(trained)") }
    #expect(!trained.errors.lowercased().contains("held out"))
    #expect(trained.output.hasPrefix("Features: toy 1 at an unknown sample rate"))
  }

  @Test func thePageOfATrainingWithoutATestSaysSo() async throws {
    #expect(try await corpus.program(train()).status == 0)
    #expect(try await corpus.program(["report", "run"]).status == 0)
    let page = try String(contentsOf: corpus.folder("run/report.html"), encoding: .utf8)
    #expect(page.contains("A model was trained, and nothing was tested"))
  }

  @Test func aTrainedClassifierPredictsAndIsEvaluated() async throws {
    let trained = try await corpus.program(train("--hold-out-speakers", "sp3"))
    #expect(trained.status == 0, "\(trained.errors)")
    let weights = try SafetensorsFile(contentsOf: corpus.folder("run/dnn.safetensors"))
    #expect(weights["0.weight"]?.shape == [16, 10] && weights["6.weight"]?.shape == [4, 16])
    let tested = try CSVTable(contentsOf: corpus.folder("run/predictions.csv")).rows
    #expect(tested.count == 12)

    let model = ["--model", "run/dnn.safetensors", "--quiet"]
    let predicted = try await corpus.program(["predict", "f.csv", "--output", "p.csv"] + model)
    #expect(predicted.status == 0, "\(predicted.errors)")
    let rows = try CSVTable(contentsOf: corpus.folder("p.csv")).rows
    #expect(rows.count == 48)
    for row in tested {
      #expect(rows.contains { $0[0] == row[0] && $0[3...7] == row[3...7] }, "\(row)")
    }
    let evaluated = try await corpus.program(
      ["evaluate", "m.csv", "--features", "f.csv", "--speakers", "sp3", "--output", "again"] + model
    )
    #expect(evaluated.status == 0, "\(evaluated.errors)")
    #expect(try corpus.isSame("run/predictions.csv", "again/predictions.csv"))
  }

  @Test func resultsSayOfWhichModelTheyAre() async throws {
    let trained = try await corpus.program(train("--hold-out-speakers", "sp3"))
    #expect(trained.status == 0, "\(trained.errors)")
    func evaluate(_ model: String, _ manifest: String = "m.csv") async throws -> Program.Answer {
      try await corpus.program([
        "evaluate", manifest, "--features", "f.csv", "--model", model, "--output", "out", "--quiet",
      ])
    }
    for _ in 0..<2 {
      let evaluated = try await evaluate("run/dnn.safetensors")
      #expect(evaluated.status == 0, "\(evaluated.errors)")
    }
    let results = try Data(contentsOf: corpus.folder("out/results.json"))
    let source = try JSONDecoder().decode(EvaluationSource.self, from: results)
    #expect(source.model.path == "run/dnn.safetensors" && source.manifest.path == "m.csv")
    #expect(
      try source.model.sha256 == ContentHash(contentsOf: corpus.folder("run/dnn.safetensors")).hex)

    let fewer = try await corpus.program([
      "evaluate", "m.csv", "--features", "f.csv", "--model", "run/dnn.safetensors", "--output",
      "out", "--speakers", "sp3",
    ])
    #expect(fewer.isRefused(73, naming: "the result of all speakers"), "\(fewer)")

    let second = try await corpus.program(
      train("--seed", "2", to: "run2"))
    #expect(second.status == 0, "\(second.errors)")
    let other = try await evaluate("run2/dnn.safetensors")
    #expect(
      other.isRefused(73, naming: "result of another model, run/dnn.safetensors"), "\(other)")
    try corpus.write("m2.csv", "f.csv", rows: SmallFeatures.rows().dropLast() + [])
    let elsewhere = try await evaluate("run/dnn.safetensors", "m2.csv")
    #expect(elsewhere.isRefused(73, naming: "result of another manifest, m.csv"), "\(elsewhere)")
    #expect(try Data(contentsOf: corpus.folder("out/results.json")) == results)
    _ = try corpus.folder.write(Data("{}".utf8), to: "out/results.json")
    let unnamed = try await evaluate("run/dnn.safetensors")
    #expect(unnamed.isRefused(73, naming: "does not name its model"), "\(unnamed)")
  }

  /// One that is the same but for rounding in the training part, and another number in the test part.
  @Test(arguments: ["z-norm", "min-max", "z-norm-corpus", "z-norm-speaker"])
  func aConstantFeatureIsCountedAndHarmsNothing(normalization: String) async throws {
    var rows = SmallFeatures.rows()
    for index in rows.indices {
      let isTested = rows[index].speaker == "sp3"
      rows[index].values[9] = isTested ? 1e4 : index % 2 == 0 ? 0.3 : Float(0.3).nextUp
    }
    try corpus.write("m.csv", "f.csv", rows: rows)
    let trained = try await corpus.program(
      train("--hold-out-speakers", "sp3", "--set", "features.normalization=\(normalization)")
        .filter { $0 != "--quiet" })
    #expect(trained.status == 0, "\(trained.errors)")
    let said = trained.errors.split(separator: "\n").filter { $0.contains("of 10 features") }
    #expect(
      said
        == [
          "z-norm": ["1 of 10 features is constant in the training part and counts as 0."],
          "min-max": ["1 of 10 features is constant in the training part and counts as 0."],
          "z-norm-speaker": [
            "1 of 10 features is constant in the recordings of a speaker and counts as 0."
          ],
        ][normalization, default: []], "\(trained.errors)")
    let tested = try CSVTable(contentsOf: corpus.folder("run/predictions.csv"))
    let (truth, predicted) = (tested.index(of: "truth"), tested.index(of: "predicted"))
    let right = tested.rows.count { $0[truth ?? 0] == $0[predicted ?? 0] }
    #expect(right >= 9, "\(trained.output)")
  }

  /// What is no number is no answer.
  @Test func featuresBeyondAnyMeasureAreRefused() async throws {
    _ = try await corpus.program(
      train("--set", "dnn.epochs=1", "--set", "features.normalization=z-norm"))
    var rows = SmallFeatures.rows()
    for column in 0..<10 { rows[2].values[column] = column % 2 == 0 ? 3e38 : -3e38 }
    try corpus.write("m2.csv", "f2.csv", rows: rows)
    let model = ["--model", "run/dnn.safetensors"]
    for words in [["predict", "f2.csv"], ["evaluate", "m2.csv", "--features", "f2.csv"]] {
      let answer = try await corpus.program(words + model)
      #expect(answer.isRefused(65, naming: "no finite number"), "\(answer)")
    }
  }

  /// One recording has no deviation, of a corpus or of a speaker.
  @Test(arguments: ["z-norm-corpus", "z-norm-speaker"])
  func oneRecordingIsNotScaled(normalization: String) async throws {
    _ = try await corpus.program(
      train("--set", "dnn.epochs=1", "--set", "features.normalization=\(normalization)"))
    try corpus.write("one.csv", "one-f.csv", rows: Array(SmallFeatures.rows().prefix(1)))
    let answer = try await corpus.program(
      ["predict", "one-f.csv", "--model", "run/dnn.safetensors", "--manifest", "one.csv"])
    #expect(answer.isRefused(65, naming: "one recording"), "\(answer)")
    let evaluated = try await corpus.program(
      ["evaluate", "one.csv", "--features", "one-f.csv", "--model", "run/dnn.safetensors"])
    #expect(evaluated.isRefused(65, naming: "one recording"), "\(evaluated)")
  }

  /// As another kind of device would do it, with the same outcome but for rounding.
  @Test func aFamilyOfKernelsCanBeForced() async throws {
    for family in ["cpu", "gpu"] {
      let trained = try await corpus.program(
        train("--family", family, "--hold-out-speakers", "sp3", to: family))
      #expect(trained.status == 0, "\(trained)")
      let plan = try String(contentsOf: corpus.folder("\(family)/plans.json"), encoding: .utf8)
      #expect(plan.contains("\"family\" : \"\(family)\""), "\(plan)")
    }
    let resumed = try await corpus.program(
      train("--resume", "--family", "gpu", "--hold-out-speakers", "sp3", to: "cpu"))
    #expect(resumed.isRefused(64, naming: "started with --family cpu"), "\(resumed)")
  }

  /// Of two seeds the last would count, and of two held-out speakers.
  @Test func anOptionOfOneValueIsGivenOnce() async throws {
    for words in [["--seed", "1", "--seed=2"], ["-o", "other"], ["--hold-out-speakers", "sp1"]] {
      let answer = try await corpus.program(train("--hold-out-speakers", "sp3") + words)
      let name = String(words[0].prefix { $0 != "=" })
      #expect(answer.status == 64 && answer.errors.contains("\(name) is given more"), "\(answer)")
    }
    #expect(!Folder.isFolder(corpus.folder("run")))
  }

  /// A model knows what made its features.
  @Test func whatFeaturesHaveSeenIsLearntFromToo() async throws {
    let table = try FeatureTable(contentsOf: corpus.folder("f.csv"))
    let person = Person(corpus: "far", name: "away")
    try table.noting(
      FeatureNotes(
        seen: SeenRecordings(TrainingData(recordings: ["0123456789abcdef"], speakers: [person])))
    ).write(to: corpus.folder("f.csv"))
    let trained = try await corpus.program(train("--set", "dnn.epochs=1"))
    #expect(trained.status == 0, "\(trained)")
    let weights = try Data(contentsOf: corpus.folder("run/dnn.safetensors"))
    let card = String(decoding: weights.prefix(1 << 16), as: UTF8.self)
    #expect(card.contains("0123456789abcdef") && card.contains("away"))
  }

  @Test func aManifestOfOtherRecordingsIsRefused() async throws {
    _ = try await corpus.program(
      train("--set", "dnn.epochs=1", "--set", "features.normalization=z-norm-speaker"))
    try corpus.write("n.csv", "g.csv", rows: SmallFeatures.rows("other"))
    let predict = ["predict", "f.csv", "--model", "run/dnn.safetensors"]
    let others = try await corpus.program(predict + ["--manifest", "n.csv"])
    #expect(others.isRefused(64, naming: "n.csv lists none of the 48 recordings"), "\(others)")
    let stepped = try await corpus.program(predict + ["--manifest", "m.csv", "--step", "1"])
    #expect(stepped.isRefused(64, naming: "leave --step away"), "\(stepped)")
    let logits = try await corpus.program(predict + ["--logits", "l.npy", "--over-time"])
    #expect(logits.status == 64 && logits.errors.contains("--over-time away"), "\(logits)")
  }

  @Test func syntheticVectorsOfTestedRecordingsAreRefused() async throws {
    for (run, held) in [("all", []), ("part", ["--hold-out-speakers", "sp3"])] {
      let gan = try await corpus.program(
        ["train", "mixup-gan", "m.csv", "--features", "f.csv", "--output", run] + held
          + SmallFeatures.settings)
      #expect(gan.status == 0, "\(gan.errors)")
      let synthesis = try await corpus.program(["synthesize", run, "--output", "\(run).csv"])
      #expect(synthesis.status == 0, "\(synthesis.errors)")
    }
    // The files of one GAN beside those of another.
    let labels = corpus.folder("part.csv.labels.csv")
    let own = try Data(contentsOf: labels)
    let others = try CSVTable(contentsOf: labels)
    try CSVTable(header: others.header, rows: others.rows.map { $0.dropLast(2) + ["0.5", "0.5"] })
      .write(to: labels)
    let mixed = try await corpus.program(train("--synthetic", "part.csv"))
    #expect(mixed.isRefused(65, naming: "part.csv.labels.csv: it is not the file"), "\(mixed)")
    _ = try corpus.folder.write(own, to: labels.lastPathComponent)
    let vectors = "training.safetensors"
    let copy = try corpus.folder.write(
      Data(contentsOf: corpus.folder("part/mixup-gan.safetensors")),
      to: "all/mixup-gan.safetensors")
    let foreign = try await corpus.program(["synthesize", "all", "--output", "x.csv"])
    #expect(foreign.isRefused(65, naming: vectors, copy.lastPathComponent), "\(foreign)")

    let leaking = try await corpus.program(
      train("--hold-out-speakers", "sp3", "--synthetic", "all.csv"))
    #expect(leaking.isRefused(65, naming: "--hold-out-speakers"), "\(leaking)")
    // The same features of files that lie elsewhere.
    var rows = SmallFeatures.rows()
    for index in rows.indices { rows[index].name = "moved-\(index)" }
    try corpus.write("moved.csv", "moved-f.csv", rows: rows)
    let moved = try await corpus.program(
      ["train", "dnn", "moved.csv", "--features", "moved-f.csv", "--output", "x"]
        + ["--hold-out-speakers", "sp3", "--synthetic", "all.csv"] + SmallFeatures.settings)
    #expect(moved.isRefused(65, naming: "--hold-out-speakers"), "\(moved)")
    let fewer = try await corpus.program(
      train("--hold-out-speakers", "sp3", "--synthetic", "part.csv", "--classes", "angry,sad"))
    #expect(fewer.isRefused(65, naming: "happy, neutral"), "\(fewer)")
    let trained = try await corpus.program(
      train("--hold-out-speakers", "sp3", "--synthetic", "part.csv"))
    #expect(trained.status == 0, "\(trained.errors)")
    let weights = try SafetensorsFile(contentsOf: corpus.folder("run/dnn.safetensors"))
    #expect(weights["0.weight"]?.shape == [24, 10])
  }

  @Test func inputsThatDoNotFitAreRefused() async throws {
    _ = try await corpus.program(train("--set", "dnn.epochs=1"))
    try corpus.write("m2.csv", "f2.csv", rows: SmallFeatures.rows(), set: "other")
    let model = ["--model", "run/dnn.safetensors"]
    let other = try await corpus.program(["predict", "f2.csv"] + model)
    #expect(other.isRefused(65, naming: "toy", "other"), "\(other)")
    let recording = try await corpus.program(["predict", "a0.wav"] + model)
    #expect(recording.isRefused(65, naming: "toy"), "\(recording)")
    let evaluated = try await corpus.program(["evaluate", "m.csv"] + model)
    #expect(evaluated.isRefused(65, naming: "toy"), "\(evaluated)")
  }
}
