import ArgumentParser
import Files
import Foundation
import Speech

/// `ser corpus synthesize`
struct CorpusSynthesize: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synthesize",
    abstract: "Speak the practice corpus: four emotions, eight voices, two languages.",
    discussion: """
      espeak-ng speaks sentences in English and German, with a pitch, range, rate, loudness and \
      voice that stand for each emotion. It needs no download and has no licence to sign; it is \
      for practice and tests, and says nothing about real speech.

      Examples:
        ser corpus synthesize --output practice
      """)

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to fill.", valueName: "folder"),
    completion: .directory)
  var output: String

  @Option(help: "Utterances of each voice in each emotion.")
  var sentences = 10

  @Option(help: ArgumentHelp("Where random draws begin.", valueName: "number"))
  var seed: UInt64 = 0

  @OptionGroup var answer: OutputOptions

  private struct Answer: Encodable {
    let manifest: String
    let recordings: Int
  }

  func run() async throws {
    let corpus = try PracticeCorpus(sentences: sentences, seed: seed)
    let folder = URL(filePath: output, directoryHint: .isDirectory)
    let bar = answer.progressBar("Speaking", total: corpus.count, unit: "recordings")
    let manifest = try await Interrupt.cancelling {
      try await corpus.synthesize(into: folder) { done, _ in bar.update(done) }
    }
    bar.finish()
    if let sentence = corpus.leftover(in: folder) { warn(sentence) }
    if answer.json {
      print(try JSONFile.text(Answer(manifest: manifest.path, recordings: corpus.count)))
    } else {
      print("\(manifest.path): \(counted(corpus.count, "recording"))")
    }
  }
}
