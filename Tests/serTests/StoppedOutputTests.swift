import Files
import Foundation
import Speech
import TestSupport
import Testing

/// Commands that write many files and cannot write one of them: what is done is listed and can be used, and
/// the same command goes on with the rest. A folder in a file's place stands for a full disk.
@Suite(.serialized, .timeLimit(.minutes(10))) struct StoppedOutputTests {
  let corpus: SmallCorpus

  init() throws { corpus = try SmallCorpus() }

  private func trainAugmentor(_ further: String...) async throws {
    let trained = try await corpus.program(
      ["train", "augmentor", "m.csv", "--output", "run"] + SmallCorpus.settings
        + ["--set", "augmentorTraining.iterations=1"] + further)
    #expect(trained.status == 0, "\(trained.errors)")
  }

  private func augment(
    _ output: String, of manifest: String = "m.csv", _ further: String...
  ) async throws -> Program.Answer {
    try await corpus.program(
      [
        "augment", manifest, "--model", "run/augmentor.safetensors", "-o", output, "--copies", "1",
        "-q",
      ]
        + further)
  }

  /// A manifest of some recordings of the corpus: making sound of pictures takes its time.
  private func list(_ files: [String], as name: String) throws {
    let rows = ["file,emotion,speaker"] + files.map { "\($0),\($0.prefix { $0 != "-" }),sp1" }
    _ = try corpus.folder.write(Data(rows.joined(separator: "\n").utf8), to: name)
  }

  private func rows(of manifest: String) throws -> Int {
    try CSVTable(contentsOf: corpus.folder(manifest)).rows.count
  }

  @Test func anAugmentThatStopsGoesOn() async throws {
    // A name as long as names may be.
    let long = String(repeating: "l", count: 251) + ".wav"
    try FileManager.default.moveItem(at: corpus.folder("sad-0-0.wav"), to: corpus.folder(long))
    let manifest = corpus.folder("m.csv")
    let text = try String(contentsOf: manifest, encoding: .utf8)
    try Data(text.replacing("sad-0-0.wav", with: long).utf8).write(to: manifest)

    try await trainAugmentor()
    let whole = try await augment("whole")
    #expect(whole.status == 0, "\(whole.errors)")
    let names = try CSVTable(contentsOf: corpus.folder("whole/manifest.csv")).rows.map { $0[0] }
    #expect(names.count == 32 && names.allSatisfy { $0.utf8.count <= 255 })
    try Folder.create(corpus.folder("part/\(names[10])"))
    let stopped = try await augment("part")
    #expect(stopped.isRefused(73, naming: names[10], "10 of 32 pictures", "part/manifest.csv"))
    #expect(try rows(of: "part/manifest.csv") == 10)

    let train =
      ["train", "classifier", "m.csv", "--augmented", "part/manifest.csv", "--output", "vgg"]
      + SmallCorpus.settings
    let trained = try await corpus.program(train)
    #expect(
      trained.status == 0 && trained.errors.contains(" recordings are learnt from"), "\(trained)")

    try Folder.remove(corpus.folder("part/\(names[10])"))
    let first = corpus.folder("part/\(names[0])").path
    let before = try FileManager.default.attributesOfItem(atPath: first)[.modificationDate] as? Date
    let second = try await augment("part")
    #expect(second.status == 0, "\(second.errors)")
    #expect(
      try FileManager.default.attributesOfItem(atPath: first)[.modificationDate] as? Date == before)
    #expect(try Folder.names(in: corpus.folder("part")) == Folder.names(in: corpus.folder("whole")))
    for name in names + ["manifest.csv", "manifest.csv.json"] {
      #expect(try corpus.isSame("whole/\(name)", "part/\(name)"), "\(name)")
    }
  }

  /// A limit on the size of files stands for a full disk.
  @Test func picturesOfOneFileAreKeptAsFarAsTheyFit() async throws {
    let long = try SmallCorpus(samples: 120_000)
    func augment(_ output: String, upTo blocks: Int? = nil) async throws -> Program.Answer {
      let limit = blocks.map { "trap '' XFSZ; ulimit -f \($0); " } ?? ""
      return try await long.program.shell(
        limit + "exec \(Program.path.path) augment m.csv --model run/augmentor.safetensors "
          + "--copies 1 -q --format safetensors -o \(output)")
    }
    func rows() throws -> [[String]] {
      try CSVTable(contentsOf: long.folder("part/manifest.csv")).rows
    }
    let trained = try await long.program(
      ["train", "augmentor", "m.csv", "--output", "run"] + SmallCorpus.settings
        + ["--set", "augmentorTraining.iterations=1"])
    #expect(trained.status == 0, "\(trained.errors)")
    let whole = try await augment("whole")
    #expect(whole.status == 0, "\(whole.errors)")

    // A block is 512 bytes.
    let stopped = try await augment("part", upTo: 2_000)
    let kept = try rows().count
    #expect(0 < kept && kept < 32)
    #expect(
      stopped.isRefused(74, naming: "\(kept) of 32 pictures", "part/manifest.csv"), "\(stopped)")
    let file = try SafetensorsFile(contentsOf: long.folder("part/pictures.safetensors"))
    #expect(try rows().compactMap(\.last) == file.names)

    // It is no larger by now, and what was kept stays.
    let again = try await augment("part", upTo: 2_000)
    #expect(
      again.isRefused(74, naming: "\(kept) of 32 pictures", "part/manifest.csv"), "\(again)")
    #expect(try rows().count == kept)

    let second = try await augment("part")
    #expect(second.status == 0, "\(second.errors)")
    let names = try Folder.names(in: long.folder("whole"))
    #expect(try Folder.names(in: long.folder("part")) == names)
    for name in names { #expect(try long.isSame("whole/\(name)", "part/\(name)"), "\(name)") }
  }

  /// All that take what `augment` writes, in its other form too.
  @Test func picturesOfOneFileAreReadAsThoseOfTheirOwn() async throws {
    try await trainAugmentor("--hold-out-speakers", "sp0")
    try list(["sad-1-0.wav", "angry-0-0.wav", "happy-1-1.wav"], as: "few.csv")
    for (output, form) in [("npy", "npy"), ("one", "safetensors")] {
      let answer = try await augment(output, of: "few.csv", "--format", form)
      #expect(answer.status == 0, "\(answer.errors)")
      let trained = try await corpus.program(
        [
          "train", "classifier", "m.csv", "--augmented", "\(output)/manifest.csv", "--output",
          "run-\(output)", "--hold-out-speakers", "sp0",
        ] + SmallCorpus.settings)
      #expect(trained.status == 0, "\(trained.errors)")
      #expect(trained.errors.contains("that are tested on"), "\(trained.errors)")
      let sounds = try await corpus.program(
        ["invert", "\(output)/manifest.csv", "-o", "sounds-\(output)", "--iterations", "0", "-q"])
      #expect(sounds.status == 0, "\(sounds.errors)")
    }
    #expect(try corpus.isSame("run-npy/classifier.safetensors", "run-one/classifier.safetensors"))
    #expect(try corpus.isSame("sounds-npy/manifest.csv", "sounds-one/manifest.csv"))
    #expect(
      try Folder.names(in: corpus.folder("sounds-npy"))
        == Folder.names(in: corpus.folder("sounds-one")))

    let other = try await corpus.program(
      [
        "train", "classifier", "m.csv", "--augmented", "one/manifest.csv", "--output", "other",
      ] + SmallCorpus.settings + ["--set", "frontEnd.hopLength=200"])
    #expect(other.isRefused(65, naming: "hopLength is 400 where 200 is wanted"), "\(other)")
    #expect(!Folder.isFolder(corpus.folder("other")))
  }

  @Test func anInvertThatStopsGoesOn() async throws {
    try list(["sad-1-0.wav", "angry-0-0.wav", "happy-1-1.wav"], as: "few.csv")
    let mel = try await corpus.program(
      [
        "features", "mel", "few.csv", "-o", "mel.npz", "-q", "--set", "frontEnd.bands=16", "--set",
        "frontEnd.hopLength=800",
      ])
    #expect(mel.status == 0, "\(mel.errors)")
    try Folder.create(corpus.folder("sounds/happy-1-1.wav"))
    let invert = ["invert", "mel.npz", "-o", "sounds", "--iterations", "0", "-q"]
    let stopped = try await corpus.program(invert)
    #expect(stopped.isRefused(73, naming: "happy-1-1.wav", "of 3 sounds are done"), "\(stopped)")
    try Folder.remove(corpus.folder("sounds/happy-1-1.wav"))
    let second = try await corpus.program(invert + ["--json"])
    #expect(second.status == 0, "\(second.errors)")
    let whole = try await corpus.program(
      ["invert", "mel.npz", "-o", "whole", "--iterations", "0", "-q", "--json"])
    #expect(whole.output.replacing("/whole/", with: "/sounds/") == second.output)
    let names = try Folder.names(in: corpus.folder("sounds"))
    #expect(try names.count == 4 && names == Folder.names(in: corpus.folder("whole")))
    #expect(try corpus.isSame("sounds/inversion.json", "whole/inversion.json"))
  }

  /// Two pictures of one name, and two that differ in capitals alone.
  @Test func everyPictureHasASoundOfItsOwn() async throws {
    for name in ["x", "y"] { try Folder.create(corpus.folder(name)) }
    let files = ["x/a.wav", "y/a.wav", "x/A.wav"]
    for file in files {
      try FileManager.default.copyItem(
        at: corpus.folder("sad-1-0.wav"), to: corpus.folder(file))
    }
    let rows = ["file,emotion"] + files.map { "\($0),sad" }
    _ = try corpus.folder.write(Data(rows.joined(separator: "\n").utf8), to: "three.csv")
    _ = try await corpus.program(
      [
        "features", "mel", "three.csv", "-o", "mel.npz", "-q", "--set", "frontEnd.bands=16",
        "--set", "frontEnd.hopLength=800",
      ])
    let answer = try await corpus.program(
      ["invert", "mel.npz", "-o", "sounds", "--iterations", "0", "-q"])
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(
      try Folder.names(in: corpus.folder("sounds"))
        == ["0-a.wav", "1-a.wav", "2-A.wav", "inversion.json"])
  }

  @Test func twoRunsOfOneNameAreReportedSideBySide() async throws {
    for folder in ["x", "y"] {
      let trained = try await corpus.program(
        [
          "train", "classifier", "m.csv", "--output", "\(folder)/run", "--hold-out-speakers", "sp0",
        ] + SmallCorpus.settings)
      #expect(trained.status == 0, "\(trained.errors)")
    }
    let report = try await corpus.program(["report", "x/run", "y/run", "-o", "both"])
    #expect(report.status == 0, "\(report.errors)")
    let tables = try Folder.names(in: corpus.folder("both/tables"))
    #expect(tables.filter { $0.hasSuffix(".csv") } == ["0-run-recall.csv", "1-run-recall.csv"])
    let again = try await corpus.program(["report", "x/run", "-o", "both"])
    #expect(again.status == 0 && again.errors.contains("of an earlier report"), "\(again)")
    #expect(
      again.errors.contains("20 files") && again.errors.contains("both/figures/0-run-"), "\(again)")
    // A link to what is read.
    try Folder.remove(corpus.folder("both/report.html"))
    try FileManager.default.createSymbolicLink(
      atPath: corpus.folder("both/report.html").path, withDestinationPath: "../x/run/metrics.jsonl")
    let before = try Data(contentsOf: corpus.folder("x/run/metrics.jsonl"))
    let refused = try await corpus.program(["report", "x/run", "-o", "both"])
    #expect(refused.isRefused(73, naming: "metrics.jsonl"), "\(refused)")
    #expect(try Data(contentsOf: corpus.folder("x/run/metrics.jsonl")) == before)
  }
}
