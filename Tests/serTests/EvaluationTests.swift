import Files
import Foundation
import Testing

/// What `ser evaluate` leaves and says.
@Suite(.serialized, .timeLimit(.minutes(10))) struct EvaluationTests {
  let corpus: SmallFeatures

  init() throws { corpus = try SmallFeatures() }

  private func train(to run: String = "run", _ further: String...) async throws {
    let trained = try await corpus.program(
      ["train", "dnn", "m.csv", "--features", "f.csv", "--output", run] + further
        + SmallFeatures.settings)
    #expect(trained.status == 0, "\(trained.errors)")
  }

  private func evaluate(
    _ manifest: String = "m.csv", to folder: String = "out", _ further: String...
  ) async throws -> Program.Answer {
    try await corpus.program(
      [
        "evaluate", manifest, "--features", "f.csv", "--model", "run", "--output", folder,
        "--quiet",
      ]
        + further)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: corpus.folder(name), encoding: .utf8)
  }

  @Test func anEvaluationIsARunLikeOthers() async throws {
    try await train(to: "run", "--seed", "3")
    let rows = SmallFeatures.rows().map { row in
      let gender = ["sp0", "sp1"].contains(row.speaker) ? "female" : "male"
      return "\(row.name).wav,\(row.emotion),\(row.speaker),\(gender)"
    }
    _ = try corpus.folder.write(
      Data((["file,emotion,speaker,gender"] + rows).joined(separator: "\n").utf8), to: "g.csv")
    let evaluated = try await evaluate("g.csv")
    #expect(evaluated.status == 0, "\(evaluated.errors)")
    for sentence in ["UAR by gender: female ", "UAR by speaker: ", "Expected calibration error "] {
      #expect(evaluated.output.contains(sentence), "\(evaluated.output)")
    }
    #expect(evaluated.output.contains("Tested: angry 12 recordings of 4 speakers,"))
    let written = evaluated.output.split(separator: "\n").last { $0.hasPrefix("Written to ") }
    #expect(
      written?.hasSuffix("report.html, results.json, predictions.csv, utterances.csv") == true)
    #expect(
      evaluated.output.split(separator: "\n").allSatisfy { $0.count <= 80 || $0 == written },
      "\(evaluated.output)")

    let page = try text("out/report.html")
    for part in [
      "The model run/dnn.safetensors was tested on g.csv, with the features of f.csv.",
      "UAR by gender: female", "Recall by class", "Reliability", "To repeat it", "hidden: 16",
    ] { #expect(page.contains(part), "\(part)") }
    #expect(!page.contains("There is no result yet"))
    try Folder.remove(corpus.folder("out/report.html"))
    let reported = try await corpus.program(["report", "out"])
    #expect(reported.status == 0, "\(reported.errors)")
    #expect(try text("out/report.html") == page)

    let listed = try await corpus.program(["runs", "list", ".", "--json"])
    #expect(listed.status == 0 && listed.errors.isEmpty, "\(listed)")
    #expect(listed.output.contains("\"command\" : \"evaluate\""), "\(listed.output)")
    let compared = try await corpus.program(["runs", "compare", "run", "out"])
    #expect(
      compared.status == 0 && compared.output.contains("data dnn.safetensors"), "\(compared)")
  }

  @Test func whatLiesThereIsWrittenOverOnlyWhereItIsOfTheSame() async throws {
    try await train()
    #expect(try await evaluate().status == 0)
    // As earlier versions left it.
    try Folder.create(corpus.folder("old"))
    try FileManager.default.copyItem(
      at: corpus.folder("out/results.json"), to: corpus.folder("old/results.json"))
    let early = try await corpus.program(["report", "old"])
    #expect(early.isRefused(66, naming: "earlier version's `ser evaluate`"), "\(early)")
    for folder in ["out", "old"] {
      let again = try await evaluate(to: folder, "--json")
      #expect(again.status == 0, "\(again.errors)")
      #expect(
        try again.output.trimmingCharacters(in: .newlines)
          == text("\(folder)/results.json").trimmingCharacters(in: .newlines))
      #expect(try text("\(folder)/time.json").components(separatedBy: "started").count == 2)
      #expect(try await corpus.program(["report", folder]).status == 0)
    }
    let other = try await evaluate(to: "out", "--speakers", "sp1")
    #expect(other.isRefused(73, naming: "the result of all speakers"), "\(other)")
    let own = try await evaluate(to: "run")
    #expect(own.isRefused(73, naming: "belongs to what this command reads"), "\(own)")
    try Folder.create(corpus.folder("else"))
    _ = try corpus.folder.write(Data("a: 1".utf8), to: "else/config.yaml")
    let foreign = try await evaluate(to: "else")
    #expect(foreign.isRefused(73, naming: "else/config.yaml", "no evaluation"), "\(foreign)")
    #expect(try Folder.names(in: corpus.folder("else")) == ["config.yaml"])
    let trained = try await corpus.program(
      ["train", "dnn", "m.csv", "--features", "f.csv", "--output", "out"] + SmallFeatures.settings)
    #expect(trained.isRefused(73, naming: "a run is never overwritten"), "\(trained)")
  }

  @Test func aRunStandsForTheModelInIt() async throws {
    try await train()
    for name in ["run", "run/dnn.safetensors"] {
      let predicted = try await corpus.program(
        ["predict", "f.csv", "--model", name, "--output", "p.csv", "--quiet"])
      #expect(predicted.status == 0, "\(predicted.errors)")
      try FileManager.default.moveItem(
        at: corpus.folder("p.csv"), to: corpus.folder(name == "run" ? "a.csv" : "b.csv"))
    }
    #expect(try corpus.isSame("a.csv", "b.csv"))
    let exported = try await corpus.program(["export", "onnx", "run", "--output", "d.onnx"])
    #expect(exported.status == 0, "\(exported.errors)")

    for command in [
      ["encode", "run", "f.csv", "--output", "z.csv"], ["synthesize", "run", "--output", "z.csv"],
      ["export", "onnx", "run", "--part", "encoder", "--output", "z.onnx"],
    ] {
      let other = try await corpus.program(command)
      #expect(
        other.isRefused(66, naming: "run holds no mixup-gan.safetensors, but dnn.safetensors"),
        "\(other)")
    }
    let augmented = try await corpus.program(
      ["augment", "m.csv", "--model", "run", "--output", "x"])
    #expect(augmented.isRefused(66, naming: "run holds no augmentor.safetensors"), "\(augmented)")
    _ = try corpus.folder.write(Data(), to: "run/classifier.safetensors")
    let several = try await corpus.program(["evaluate", "m.csv", "--model", "run"])
    #expect(
      several.isRefused(64, naming: "run holds classifier.safetensors and dnn.safetensors"),
      "\(several)")
  }
}
