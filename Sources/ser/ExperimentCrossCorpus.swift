import ArgumentParser
import Emotion
import Foundation

/// `ser experiment cross-corpus`
struct ExperimentCrossCorpus: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cross-corpus",
    abstract: "Recall on another corpus than the one learnt from (Latif et al., Table 3).",
    discussion: """
      Classifiers learn from the source's real features with mixup, from synthetic ones of a mixup \
      GAN trained on the source, and from both. Of the target 30 % of each class, drawn once a seed, \
      are the development part that early stopping listens to (crossCorpus.development, \
      crossCorpus.stopping); the rest is tested on. Each corpus is \
      normalised by its own mean and deviation (features.normalization). Finished seeds are kept: --resume repeats none. \
      --baselines and --augmentations add rows, as of synthetic-features.

      Examples:
        ser experiment cross-corpus iemocap.csv msp-improv.csv --output runs/table3
        ser experiment cross-corpus a.csv b.csv --features both.npz --output runs/t3
      """)

  @Argument(
    help: "The manifest of the corpus to learn from.", completion: .file(extensions: ["csv"]))
  var source: String

  @Argument(help: "The manifest of the corpus to test on.", completion: .file(extensions: ["csv"]))
  var target: String

  @Option(
    help: ArgumentHelp(
      "A table of the target's features, where --features does not hold them too.",
      valueName: "file"),
    completion: .file(extensions: ["csv", "arff", "npz", "safetensors"]))
  var targetFeatures: String?

  @OptionGroup var table: FeatureOptions
  @OptionGroup var rows: SyntheticFeatureOptions
  @OptionGroup var keeping: KeepingOptions
  @OptionGroup var run: RunOptions
  @OptionGroup var device: DeviceOptions
  @OptionGroup var sharing: SharingOptions
  @OptionGroup var answer: OutputOptions

  func run() async throws {
    let (source, target) = (URL(filePath: source), URL(filePath: target))
    let features = table.table
    let others = targetFeatures.map { URL(filePath: $0) }
    try await RunSession.run(
      run, reading: [source, target] + [features, others].compactMap(\.self),
      choices: RunChoices(
        defaults: CrossCorpusExperiment.settings.map { try .setting($0) },
        sources: rows.sources(), further: rows.further.merging(keeping.further) { $1 }),
      device: device, answer: answer,
      sharing: sharing
    ) { configuration, answer in
      [
        try await answer.prepare(
          source, features: features, configuration: configuration, for: run),
        try await answer.prepare(
          target, features: others ?? features, configuration: configuration, for: run),
      ]
    } work: { session, prepared in
      if let features, others == nil {
        try prepared[0].corpus.requireOwnRows(beside: prepared[1].corpus, source: features.path)
      }
      try session.finish(
        CrossCorpusExperiment(
          from: try session.source(prepared[0].corpus, without: [prepared[1].corpus]),
          to: prepared[1].corpus, trainer: session.trainer.keeping(keeping, of: prepared[0]),
          baselines: rows.baselines
        ).run(), asJSON: answer.json)
    }
  }
}
