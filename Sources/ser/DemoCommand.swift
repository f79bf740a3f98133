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
      the method does. The row uncut learns from all recordings of the training part, NoAUG from \
      what is left when each class but neutral is cut to a fifth, copy and AUG from that and as \
      many copies, plain or by the augmentor.

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
    ]
    arguments += Self.settings.flatMap { ["--set", $0] }
    if resume { arguments.append("--resume") }
    arguments += reading.selection.conditions.flatMap { ["--where", $0] }
    if reading.skipUnreadable { arguments.append("--skip-unreadable") }
    let run = try RunOptions.parse(arguments)
    try await Workbench.run(run, on: manifest, device: device, answer: answer) { bench in
      try bench.run(ImbalanceExperiment.self, .speakers, asJSON: answer.json)
    }
    if !answer.json { print(whatNext) }
  }

  /// Beside the preset small: one seed, fewer steps and a rate that falls within them, so that it takes some
  /// two and a half minutes.
  private static let settings = [
    "experiment.seeds=1", "experiment.baselines=[uncut]", "augmentor.frames=128",
    "augmentorTraining.iterations=100", "classifier.epochs=12", "classifier.patience=12",
    "classifier.schedule=cosine",
  ]

  private var whatNext: String {
    let next =
      if let corpus {
        """
        Next, the table itself, with more seeds and other augmentations:
          ser experiment imbalance \(corpus) --preset small --baselines -o runs/imbalance
        """
      } else {
        """
        Next, the same of a corpus of yours, labelled by a table or in the names of its files:
          ser corpus import --help
          ser demo --corpus manifest.csv
        """
      }
    return "\nOpen \(output)/report.html: the same as a page, with figures.\n\(next)"
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
