import ArgumentParser
import Emotion
import Files
import Foundation
import Speech

/// `ser demo`
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "The whole way from recordings to recall without and with augmentation, small.",
    discussion: """
      Without --corpus the built-in practice corpus is spoken first, by espeak-ng. The networks are \
      those of the preset small, trained briefly: this shows that everything works, not how well \
      the method does.

      Examples:
        ser demo
        ser demo --corpus emodb.csv --output runs/demo
      """)

  @Option(
    help: ArgumentHelp("A manifest instead of the practice corpus.", valueName: "manifest"),
    completion: .file(extensions: ["csv"]))
  var corpus: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder of the run.", valueName: "folder"))
  var output = "runs/demo"

  @Flag(help: "Go on with the run in the folder.")
  var resume = false

  @Option(help: ArgumentHelp("Where random draws begin.", valueName: "number"))
  var seed: UInt64 = 1

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var device: DeviceOptions
  @OptionGroup var answer: OutputOptions

  func run() async throws {
    // Before minutes of speaking.
    _ = try device.choose()
    if corpus == nil { try requireFolderOfItsOwn() }
    let manifest = if let corpus { corpus } else { try await practiceManifest() }
    var arguments = [
      "--output", output, "--preset", "small", "--seed", "\(seed)",
      "--set", "experiment.seeds=1", "--set", "augmentor.frames=128",
      "--set", "augmentorTraining.iterations=100",
    ]
    if resume { arguments.append("--resume") }
    arguments += reading.selection.conditions.flatMap { ["--where", $0] }
    if reading.skipUnreadable { arguments.append("--skip-unreadable") }
    let run = try RunOptions.parse(arguments)
    try await Workbench.run(run, on: manifest, device: device, answer: answer) { bench in
      try bench.run(ImbalanceExperiment.self, .speakers, asJSON: answer.json)
    }
  }

  private var practice: URL {
    URL(filePath: output).deletingLastPathComponent().appending(path: "practice")
  }

  /// - Throws: `FileError.isWrittenTwice` where the run would lie in the practice corpus's folder.
  private func requireFolderOfItsOwn() throws(FileError) {
    let run = URL(filePath: output)
    if FileIdentity(run) == FileIdentity(practice) {
      throw .isWrittenTwice(path: run.path, other: "the practice corpus")
    }
  }

  /// The practice corpus beside the run, spoken where it is not there yet.
  ///
  /// - Throws: `CorpusError` where espeak-ng is missing or the folder cannot be written to,
  ///   `CancellationError` where the user wishes to stop.
  private func practiceManifest() async throws -> String {
    let folder = practice
    let manifest = folder.appending(path: "manifest.csv")
    if !FileManager.default.fileExists(atPath: manifest.path)
      || PracticeCorpus.isUnfinished(folder)
    {
      let practice = try PracticeCorpus()
      let bar = answer.progressBar("speaking", total: practice.count, unit: "recordings")
      _ = try await Interrupt.cancelling {
        try await practice.synthesize(into: folder) { done, _ in bar.update(done) }
      }
      bar.finish()
    }
    return manifest.path
  }
}
