import Files
import Foundation
import Speech
import Testing

/// The built program's commands where some recordings of a manifest cannot be read, or are too short.
@Suite(.timeLimit(.minutes(10))) struct UnreadableRecordingTests {
  let corpus: SmallCorpus
  private let broken = ["happy-1-0.wav", "sad-2-1.wav"]

  init() throws {
    corpus = try SmallCorpus(samples: 3_000)
    _ = try corpus.folder.write(Data(), to: broken[0])
    let half = try Data(contentsOf: corpus.folder(broken[1])).prefix(4_000)
    _ = try corpus.folder.write(half, to: broken[1])
  }

  /// The command as it is, which must name both, and with the option.
  private func skipping(
    _ words: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Program.Answer {
    let refused = try await corpus.program(words)
    #expect(refused.status == 65 && refused.output.isEmpty, sourceLocation: sourceLocation)
    #expect(
      refused.errors.contains("ser: 2 of 32 recordings cannot be read; "), "\(refused)",
      sourceLocation: sourceLocation)
    #expect(
      broken.allSatisfy { refused.errors.contains("\($0): ") }, sourceLocation: sourceLocation)
    let answer = try await corpus.program(words + ["--skip-unreadable"])
    #expect(answer.status == 0, "\(answer)", sourceLocation: sourceLocation)
    #expect(
      answer.errors.contains("2 of 32 recordings are left out: "), "\(answer)",
      sourceLocation: sourceLocation)
    #expect(
      broken.allSatisfy { answer.errors.contains("\($0) (the file is ") },
      sourceLocation: sourceLocation)
    return answer
  }

  @Test func featuresOfTheOthers() async throws {
    _ = try await skipping(["features", "mel", "m.csv", "--output", "mel.npz"])
    #expect(try NPZFile(contentsOf: corpus.folder("mel.npz")).names.count == 30)
    _ = try await skipping(["features", "is10", "m.csv", "--output", "f.csv"])
    let table = try FeatureTable(contentsOf: corpus.folder("f.csv"))
    #expect(table.files.count == 30 && table.notes.leftOut.count == 2)
    // What the table left out is left out by what uses it, with no option.
    let trained = try await corpus.program(
      ["train", "dnn", "m.csv", "--features", "f.csv", "-o", "run"] + SmallFeatures.settings)
    #expect(trained.status == 0, "\(trained)")
    #expect(trained.errors.contains("2 of 32 recordings are left out: "), "\(trained)")
  }

  /// On systems that tell large letters from small ones.
  @Test func pathsInAnotherCaseAreNamed() async throws {
    guard FileIdentity(corpus.folder("SAD-0-0.wav")).isThere == false else { return }
    let rows = [
      "file,emotion", "SAD-0-0.wav,sad", "\(corpus.folder.url.path.uppercased())/no.wav,sad",
    ]
    _ = try corpus.folder.write(Data(rows.joined(separator: "\n").utf8), to: "odd.csv")
    let refused = try await corpus.program(["features", "mel", "odd.csv", "--output", "mel.npz"])
    #expect(
      refused.errors.contains("SAD-0-0.wav: there is no such file, but sad-0-0.wav; mend"),
      "\(refused)")
    #expect(refused.errors.contains("no.wav: there is no such file; check the path"), "\(refused)")
  }

  @Test func trainingOnTheOthers() async throws {
    let train = ["train", "classifier", "m.csv", "--output", "run"] + SmallCorpus.settings
    _ = try await skipping(train)
    let list = try JSONFile.read([LeftOutRecording].self, from: corpus.folder("run/left-out.json"))
    let paths = broken.map { corpus.folder($0).standardizedFileURL.path }
    #expect(Set(list.map(\.file)) == Set(paths) && list.count == 2)
    let model = ["--model", "run/classifier.safetensors"]
    _ = try await skipping(["evaluate", "m.csv"] + model)

    // The run goes on only as it began.
    let otherwise = try await corpus.program(train + ["--resume"])
    #expect(otherwise.isRefused(64, naming: "--skip-unreadable"), "\(otherwise)")
    let whole = try Data(contentsOf: corpus.folder("happy-1-1.wav"))
    _ = try corpus.folder.write(whole, to: broken[0])
    let mended = try await corpus.program(train + ["--resume", "--skip-unreadable"])
    #expect(mended.isRefused(65, naming: broken[0], "can be used now"), "\(mended)")
  }

  @Test func augmentingTheOthers() async throws {
    let trained = try await corpus.program(
      ["train", "augmentor", "m.csv", "--output", "run", "--skip-unreadable"]
        + SmallCorpus.settings)
    #expect(trained.status == 0, "\(trained)")
    _ = try await skipping([
      "augment", "m.csv", "--model", "run/augmentor.safetensors", "--output", "more", "--copies",
      "1",
    ])
    #expect(try CSVTable(contentsOf: corpus.folder("more/manifest.csv")).rows.count == 30)
  }

  @Test func experimentsOnTheOthers() async throws {
    _ = try await skipping(
      ["experiment", "support-vectors", "m.csv", "--output", "run"] + SmallFeatures.settings)
  }

  @Test func aClassOfWhichNothingIsLeftIsNamed() async throws {
    for speaker in 0..<4 {
      for take in 0..<2 {
        _ = try corpus.folder.write(Data(), to: "happy-\(speaker)-\(take).wav")
      }
    }
    let answer = try await corpus.program(
      ["train", "classifier", "m.csv", "--output", "run", "--skip-unreadable"]
        + SmallCorpus.settings)
    #expect(answer.isRefused(65, naming: "the class happy"), "\(answer)")
  }

  @Test(arguments: ["csv", "npz"]) func aTableWithoutAShortClipCanBeUsed(_ ending: String)
    async throws
  {
    let whole = try Data(contentsOf: corpus.folder("happy-2-0.wav"))
    for name in broken { _ = try corpus.folder.write(whole, to: name) }
    try Signal([Float](repeating: 0.1, count: 160), sampleRate: 16_000)
      .write(to: corpus.folder("angry-0-0.wav"))
    let features = try await corpus.program(
      ["features", "is10", "m.csv", "--output", "f.\(ending)"])
    #expect(features.status == 0, "\(features)")
    let commands = [
      ["train", "dnn", "m.csv"], ["train", "mixup-gan", "m.csv"],
      ["experiment", "support-vectors", "m.csv"],
    ]
    for (number, command) in commands.enumerated() {
      let answer = try await corpus.program(
        command + ["--features", "f.\(ending)", "--output", "run\(number)"]
          + SmallFeatures.settings)
      #expect(answer.status == 0, "\(answer)")
      #expect(answer.errors.contains("1 of 32 recordings is left out: "), "\(answer)")
      #expect(answer.errors.contains("angry-0-0.wav (the recording lasts 0.010 s"), "\(answer)")
    }
    _ = try corpus.folder.write(whole, to: "sad-1-0.wav")
    let changed = try await corpus.program(
      ["train", "dnn", "m.csv", "--features", "f.\(ending)", "--output", "x"]
        + SmallFeatures.settings)
    #expect(changed.isRefused(65, naming: "sad-1-0.wav as it is now"), "\(changed)")
  }
}
