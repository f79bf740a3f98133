import Emotion
import Files
import Foundation
import Speech
import TestSupport
import Testing

/// What commands make of the recordings of a manifest, and what they say of it.
@Suite(.timeLimit(.minutes(10))) struct DataTests {
  let corpus: SmallFeatures

  init() throws { corpus = try SmallFeatures() }

  private func train(
    _ kind: String, _ manifest: String = "m.csv", _ further: String..., to run: String
  ) async throws -> Program.Answer {
    try await corpus.program(
      ["train", kind, manifest, "--features", "f.csv", "--output", run] + further
        + SmallFeatures.settings)
  }

  private func write(_ rows: [String], to name: String) throws {
    _ = try corpus.folder.write(Data(rows.joined(separator: "\n").utf8), to: name)
  }

  private var manifest: [String] {
    get throws {
      try String(contentsOf: corpus.folder("m.csv"), encoding: .utf8)
        .split(separator: "\n").map(String.init)
    }
  }

  private func weights(_ run: String) throws -> [[Float]] {
    let file = try SafetensorsFile(contentsOf: corpus.folder("\(run)/dnn.safetensors"))
    return try file.names.sorted().map { try file.floats($0) }
  }

  @Test func theOrderOfTheManifestDecidesNothing() async throws {
    let lines = try manifest
    try write([lines[0]] + lines.dropFirst().reversed(), to: "r.csv")
    for (name, run) in [("m.csv", "one"), ("r.csv", "two")] {
      let trained = try await train("dnn", name, to: run)
      #expect(trained.status == 0, "\(trained.errors)")
    }
    #expect(try weights("one") == weights("two"))
  }

  @Test func oneNameInTwoCorporaIsTwoPeople() async throws {
    let rows = SmallFeatures.rows()
    try write(
      ["file,emotion,speaker,corpus"]
        + rows.enumerated().map { "\($1.name).wav,\($1.emotion),sp\($0 % 8 / 4),c\($0 / 24)" },
      to: "m.csv")
    let answer = try await corpus.program(
      ["experiment", "support-vectors", "m.csv", "--features", "f.csv", "--output", "run"]
        + SmallFeatures.settings + ["--set", "experiment.folds=0"])
    #expect(answer.status == 0, "\(answer.errors)")
    let folds = try CSVTable(contentsOf: corpus.folder("run/folds.csv"))
    #expect(folds.header == ["file", "fold", "corpus"])
    #expect(Set(folds.rows.map { $0[1] }) == ["c0:sp0", "c0:sp1", "c1:sp0", "c1:sp1"])
    #expect(answer.output.contains("Training and test share no speaker."))

    let plain = try await train("dnn", "m.csv", "--hold-out-speakers", "sp1", to: "dnn")
    #expect(plain.isRefused(64, naming: "c0:sp1", "c1:sp1"), "\(plain)")
    let full = try await train("dnn", "m.csv", "--hold-out-speakers", " c0:sp1, c1:sp1", to: "dnn")
    #expect(full.status == 0, "\(full)")
  }

  @Test func whatIsLeftOutIsToldEverywhere() async throws {
    var lines = try manifest
    lines[1] = lines[1].replacing("angry", with: "Angry")
    lines += ["a5.wav,bored,sp1"]
    lines[6] = lines[6].replacing("sad", with: "bored")
    try write(Array(lines.prefix(49)), to: "m.csv")
    let answer = try await corpus.program(
      [
        "experiment", "support-vectors", "m.csv", "--features", "f.csv", "--output", "run",
        "--classes", " angry, sad,happy ,neutral", "--map", "joy=happy",
      ] + SmallFeatures.settings)
    #expect(answer.status == 0, "\(answer.errors)")
    let told = "2 of 48 recordings are left out"
    #expect(answer.errors.contains(told) && answer.errors.contains("1 bored"))
    #expect(
      answer.errors.contains("\"angry\" (11), \"Angry\" (1)") && answer.errors.contains("joy=happy")
    )
    #expect(answer.output.contains(told))
    let results = try JSONFile.read(ExperimentResults.self, from: corpus.folder("run/results.json"))
    #expect(results.data?.corpora.map(\.leftOut.count) == [2])
    #expect(results.data?.overlap?.speakers == [])
    let page = try String(contentsOf: corpus.folder("run/report.html"), encoding: .utf8)
    #expect(page.contains(told) && page.contains("Training and test share no speaker."))
  }

  @Test func sessionsThatShareSpeakersSaySo() async throws {
    let lines = try manifest
    try write(
      [lines[0] + ",session"] + lines.dropFirst().enumerated().map { "\($1),s\($0 / 24)" },
      to: "m.csv")
    let answer = try await corpus.program(
      ["experiment", "support-vectors", "m.csv", "--features", "f.csv", "--output", "run"]
        + SmallFeatures.settings + ["--set", "experiment.folds=0"])
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(answer.output.contains("Training and test share 4 speakers (sp0, sp1, sp2, sp3)"))
    let page = try String(contentsOf: corpus.folder("run/report.html"), encoding: .utf8)
    #expect(page.contains("share 4 speakers") && !page.contains("never share"))
  }

  /// Of a published division the test part stays what others test, wherever in the order its recordings are.
  @Test func ofTwoWithOneSoundTheTestedOneIsKept() async throws {
    var rows = SmallFeatures.rows()
    rows[40].values = rows[4].values
    try corpus.write("m.csv", "f.csv", rows: rows)
    let lines = try manifest
    func part(_ number: Int) -> String { number == 7 ? "trian" : number < 24 ? "train" : "test" }
    try write(
      [lines[0] + ",split"] + lines.dropFirst().enumerated().map { "\($1),\(part($0))" },
      to: "m.csv")
    let answer = try await corpus.program(
      [
        "experiment", "support-vectors", "m.csv", "--features", "f.csv", "--output", "run",
        "--split",
      ]
        + SmallFeatures.settings + ["--set", "corpus.repeated=leave-out"])
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(answer.errors.contains("the column split has “trian” (1), which is none of"))
    let folds = try CSVTable(contentsOf: corpus.folder("run/folds.csv"))
    let tested = Set(folds.rows.map { URL(filePath: $0[0]).lastPathComponent })
    #expect(tested == Set((24..<48).map { "a\($0).wav" }))
  }

  /// A source of which the target has all.
  @Test func nothingIsLearntFromNothing() async throws {
    try write(try manifest, to: "m2.csv")
    let answer = try await corpus.program(
      ["experiment", "cross-corpus", "m.csv", "m2.csv", "--features", "f.csv", "--output", "run"]
        + SmallFeatures.settings + ["--set", "corpus.repeated=leave-out"])
    #expect(answer.isRefused(65, naming: "48 of 48", "angry, happy, neutral, sad"), "\(answer)")
    #expect(!Folder.isFolder(corpus.folder("run")))
  }

  @Test func withoutSpeakersAnExperimentIsRefused() async throws {
    try write(
      try manifest.map { $0.split(separator: ",").prefix(2).joined(separator: ",") }, to: "m.csv")
    let experiment = [
      "experiment", "support-vectors", "m.csv", "--features", "f.csv", "--output", "run",
    ]
    let refused = try await corpus.program(experiment + SmallFeatures.settings)
    #expect(refused.isRefused(65, naming: "speaker", "unknownSpeakers=alone"), "\(refused)")
    let told = try await corpus.program(
      experiment + SmallFeatures.settings + [
        "--set", "experiment.unknownSpeakers=alone", "--folds", "3",
      ])
    #expect(told.status == 0, "\(told.errors)")
    #expect(told.output.contains("Of 48 of the tested recordings it is not known whether"))
  }

  /// Six files of eight parts each: nobody says who speaks, but parts of one file are of one.
  @Test func partsOfAFileAreKeptTogetherOrTold() async throws {
    let lines = try manifest.map { $0.split(separator: ",").prefix(2).joined(separator: ",") }
    try write(
      [lines[0] + ",source,start,end"]
        + lines.dropFirst().enumerated().map { "\($1),db/\($0 / 8).wav,\($0 % 8),\($0 % 8 + 1)" },
      to: "m.csv")
    let alone = ["--set", "experiment.unknownSpeakers=alone", "--folds", "3"]
    let together = try await corpus.program(
      ["experiment", "support-vectors", "m.csv", "--features", "f.csv", "--output", "run"]
        + SmallFeatures.settings + alone)
    #expect(together.status == 0 && !together.output.contains("part of"), "\(together)")
    let folds = try CSVTable(contentsOf: corpus.folder("run/folds.csv")).rows
    let sources = Dictionary(grouping: folds) { (Int($0[0].dropFirst().dropLast(4)) ?? 0) / 8 }
    #expect(sources.count == 6 && sources.values.allSatisfy { Set($0.map { $0[1] }).count == 1 })

    try write(["file,fold"] + (0..<48).map { "a\($0).wav,\($0 / 4 % 2)" }, to: "odd.csv")
    let told = try await corpus.program(
      ["experiment", "support-vectors", "m.csv", "--features", "f.csv", "--output", "cut"]
        + SmallFeatures.settings + ["--folds", "odd.csv"])
    #expect(
      told.status == 0 && told.output.contains("48 of the tested recordings are parts of files"),
      "\(told)")
    let results = try String(contentsOf: corpus.folder("cut/results.json"), encoding: .utf8)
    #expect(results.contains("\"parts\" : 48"))

    // A model knows the files that it learnt from.
    let trained = try await train("dnn", "m.csv", to: "dnn")
    #expect(trained.status == 0, "\(trained.errors)")
    let evaluated = try await corpus.program([
      "evaluate", "m.csv", "--features", "f.csv", "--model", "dnn/dnn.safetensors", "--quiet",
    ])
    #expect(
      evaluated.errors.contains("48 of the tested recordings are parts of files"), "\(evaluated)")
  }

  @Test func aRunsFoldsCanBeFollowed() async throws {
    let experiment = ["experiment", "support-vectors", "m.csv", "--features", "f.csv"]
    let first = try await corpus.program(
      experiment + ["--output", "one", "--folds", "4"] + SmallFeatures.settings)
    #expect(first.status == 0, "\(first.errors)")
    let second = try await corpus.program(
      experiment + ["--output", "two", "--folds", "one/folds.csv"] + SmallFeatures.settings)
    let table = try String(contentsOf: corpus.folder("one/folds.csv"), encoding: .utf8)
    try write(table.split(separator: "\n").map(String.init) + ["none.wav,sp0"], to: "more.csv")
    let more = try await corpus.program(
      experiment + ["--output", "four", "--folds", "more.csv"] + SmallFeatures.settings)
    #expect(second.errors.contains("--set experiment.folds=2 does not apply: the table of --folds"))
    // With those of this experiment the settings depart from nothing.
    for (run, claims) in [("one", true), ("two", false)] {
      let results = try String(contentsOf: corpus.folder("\(run)/results.json"), encoding: .utf8)
      #expect(results.contains("\"experiment.folds=") == claims, "\(results)")
    }
    #expect(
      more.status == 0 && more.errors.contains("puts 1 file into folds that m.csv does not list"),
      "\(more)")
    for words in [experiment, Array(experiment.dropLast(2)) + ["--folds", "one/folds.csv"]] {
      let other = try await corpus.program(words + ["--output", "two", "--resume"])
      #expect(other.isRefused(64, naming: "two was computed from"), "\(other)")
    }
    #expect(second.status == 0, "\(second.errors)")
    #expect(try corpus.isSame("one/predictions.csv", "two/predictions.csv"))
    try write(["file,fold", "a1.wav,1"], to: "other.csv")
    let other = try await corpus.program(
      experiment + ["--output", "three", "--folds", "other.csv"] + SmallFeatures.settings)
    #expect(other.isRefused(65, naming: "other.csv"), "\(other)")
  }

  @Test func aSplitColumnIsFollowed() async throws {
    let lines = try manifest
    let parts = ["train", "train", "dev", "test"]
    try write(
      [lines[0] + ",split"] + lines.dropFirst().enumerated().map { "\($1),\(parts[$0 / 12])" },
      to: "m.csv")
    let trained = try await train("dnn", "m.csv", "--split", to: "run")
    #expect(trained.status == 0, "\(trained.errors)")
    let tested = try CSVTable(contentsOf: corpus.folder("run/predictions.csv")).rows.map { $0[0] }
    #expect(
      Set(tested.map { URL(filePath: $0).lastPathComponent }) == Set((36..<48).map { "a\($0).wav" })
    )
    let both = try await train("dnn", "m.csv", "--split", "--hold-out-speakers", "sp1", to: "x")
    #expect(both.status == 64)
    let experiment = try await corpus.program(
      [
        "experiment", "support-vectors", "m.csv", "--features", "f.csv", "--output", "svm",
        "--split",
      ]
        + SmallFeatures.settings)
    #expect(experiment.status == 0, "\(experiment.errors)")
    #expect(experiment.output.contains("share 3 speakers"))
    #expect(experiment.errors.contains("experiment.folds=2 does not apply: --split"))
    #expect(!experiment.output.contains("experiment.folds"), "\(experiment.output)")
  }

  @Test func anEvaluationKnowsWhatTheModelLearntFrom() async throws {
    let trained = try await train("dnn", "m.csv", "--hold-out-speakers", "sp3", to: "run")
    #expect(trained.status == 0, "\(trained.errors)")
    func evaluate(_ further: String...) async throws -> Program.Answer {
      try await corpus.program(
        ["evaluate", "m.csv", "--features", "f.csv", "--model", "run/dnn.safetensors", "--quiet"]
          + further)
    }
    let fresh = try await evaluate("--speakers", " sp3 ")
    #expect(
      fresh.status == 0 && fresh.errors == "Training and test share no speaker.\n", "\(fresh)")
    let known = try await evaluate("--output", "test")
    #expect(known.errors.contains("share 3 speakers"), "\(known)")
    #expect(known.errors.contains("The sound of 36 of the tested recordings is trained on too"))
    let results = try JSONFile.read(Results.self, from: corpus.folder("test/results.json"))
    #expect(results.data?.overlap?.recordings == 36)
  }

  @Test func whatEarlyStoppingListensToIsNotSynthesizedFrom() async throws {
    for (run, seed) in [("gan", "1"), ("other", "2")] {
      let gan = try await train("mixup-gan", "m.csv", "--seed", seed, to: run)
      #expect(gan.status == 0, "\(gan.errors)")
      let synthesis = try await corpus.program(["synthesize", run, "--output", "\(run).csv"])
      #expect(synthesis.status == 0, "\(synthesis.errors)")
    }
    let same = try await train("dnn", "m.csv", "--synthetic", "gan.csv", to: "same")
    #expect(same.status == 0, "\(same.errors)")
    let leaking = try await train("dnn", "m.csv", "--synthetic", "other.csv", to: "leaking")
    #expect(leaking.isRefused(65, naming: "early stopping", "same seed"), "\(leaking)")
  }

  @Test func aCorpusAndItsCopyAreFoundOut() async throws {
    let rows = SmallFeatures.rows()
    try write(
      ["file,emotion,speaker"] + rows.map { "c/\($0.name).wav,\($0.emotion),x\($0.speaker)" },
      to: "n.csv")
    try FeatureTable(
      kind: FeatureKind(set: "toy", variant: "1"), names: (0..<10).map { "f\($0)" },
      files: rows.map { corpus.folder("c/\($0.name).wav").path }, values: rows.flatMap(\.values)
    ).write(to: corpus.folder("g.csv"))
    let experiment = [
      "experiment", "cross-corpus", "m.csv", "n.csv", "--features", "f.csv", "--target-features",
      "g.csv", "--output", "run",
    ]
    let answer = try await corpus.program(experiment + SmallFeatures.settings)
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(answer.errors.contains("48 recordings of m.csv have the sound"), "\(answer.errors)")
    #expect(answer.output.contains("of the tested recordings"))
    let results = try JSONFile.read(ExperimentResults.self, from: corpus.folder("run/results.json"))
    #expect(results.data?.overlap?.recordings ?? 0 > 0)
    #expect(results.data?.corpora.map(\.manifest) == ["m.csv", "n.csv"])
  }
}
