import Files
import Foundation
import Speech
import TestSupport
import Testing

/// An augmentor learns from labels: what it has seen cannot be tested on.
@Suite(.serialized, .timeLimit(.minutes(10))) struct AugmentorLeakTests {
  let corpus: SmallCorpus

  init() throws { corpus = try SmallCorpus() }

  private func succeed(_ words: [String]) async throws -> Program.Answer {
    let answer = try await corpus.program(words)
    #expect(answer.status == 0, "\(words.prefix(3)): \(answer.errors)")
    return answer
  }

  @Test func copiesByAnAugmentorThatKnowsWhoIsTestedAreRefused() async throws {
    for (run, held) in [("all", []), ("part", ["--hold-out-speakers", "sp3"])] {
      _ = try await succeed(
        ["train", "augmentor", "m.csv", "--output", run] + held + SmallCorpus.settings + [
          "--set", "augmentorTraining.iterations=2",
        ])
      _ = try await succeed([
        "augment", "m.csv", "--model", run, "--output", "\(run)-copies",
        "--copies", "1", "--quiet",
      ])
    }
    let training =
      ["train", "classifier", "m.csv", "--hold-out-speakers", "sp3"] + SmallCorpus.settings
    let leaking = try await corpus.program(
      training + ["--output", "x", "--augmented", "all-copies/manifest.csv"])
    #expect(leaking.isRefused(65, naming: "8 recordings", "1 speaker", "augmentor"), "\(leaking)")
    #expect(!Folder.isFolder(corpus.folder("x")))

    let clean = try await succeed(
      training + ["--output", "y", "--augmented", "part-copies/manifest.csv"])
    #expect(clean.errors.contains("Early stopping listens to 4 recordings"), "\(clean.errors)")
    let card = try SafetensorsFile(contentsOf: corpus.folder("y/classifier.safetensors"))
      .metadata["ser"]
    let learnt = try JSONDecoder().decode(Card.self, from: Data((card ?? "").utf8)).training
    #expect(
      learnt.recordings.count == 24
        && learnt.speakers.map(\.name).sorted() == ["sp0", "sp1", "sp2"])

    let known = try await succeed([
      "evaluate", "m.csv", "--model", "y/classifier.safetensors", "--quiet",
    ])
    #expect(known.errors.contains("The sound of 24 of the tested recordings is trained on too"))
  }

  private struct Card: Decodable { let training: TrainingData }
}
