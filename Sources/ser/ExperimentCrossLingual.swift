public import ArgumentParser
import Emotion
import Foundation
import Speech

/// `ser experiment cross-lingual`
struct ExperimentCrossLingual: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cross-lingual",
    abstract: "Recall in another language, without and with augmentation (Figure 4).",
    discussion: """
      Classifiers of positive and negative valence learn from the source (all of it, or \
      crossLingual.sourceLimit recordings a class) and, if you say nothing, a tenth (LT; \
      crossLingual.lowShare) or three quarters (FT) of a target, without and with augmented copies of \
      the target's recordings (_AUG) or as many plain ones (_COPY), and are tested on the rest of the target (a quarter; \
      crossLingual.testShare). Parts are drawn by recording, as in the paper: \
      speakers of a target may stand on both sides, and the table says so. Finished targets are kept: \
      --resume repeats none.

      The labels become
      \(LabelMap.valenceLines.map { "  \($0)" }.joined(separator: "\n"))
      Recordings with other labels are left out; --map and --classes make other classes.

      --protocol english and mandarin are the two rows of Figure 4, with any preset: all of IEMOCAP, or of \
      ESD's Mandarin part, to learn from; EMO-DB, EMOVO and the other of these two as targets, of which the \
      last is 250 recordings of each class, drawn once a seed.

      Examples:
        ser experiment cross-lingual ravdess.csv emodb.csv emovo.csv -o runs/figure4
        ser experiment cross-lingual iemocap.csv esd.csv -o en --protocol english
        ser experiment cross-lingual a.csv b.csv -o x --join
        ser experiment cross-lingual a.csv b.csv -o y --set crossLingual.targetLimit=9
      """)

  @Argument(help: "The source's manifest.", completion: .file(extensions: ["csv"]))
  var source: String

  @Argument(help: "The targets' manifests.", completion: .file(extensions: ["csv"]))
  var targets: [String]

  @Option(
    name: .customLong("protocol"),
    help: ArgumentHelp(
      "A row of Figure 4 with the paper's corpora: "
        + "\(CrossLingualProtocol.allCases.map(\.rawValue).joined(separator: " or ")).",
      valueName: "row"))
  var paperProtocol: CrossLingualProtocol?

  @OptionGroup var keeping: KeepingOptions
  @OptionGroup var run: RunOptions
  @OptionGroup var device: DeviceOptions
  @OptionGroup var sharing: SharingOptions
  @OptionGroup var answer: OutputOptions

  func validate() throws {
    if targets.isEmpty { throw ValidationError("Give the manifest of at least one target.") }
    let names = Set(([source] + targets).map(name))
    if names.count <= targets.count {
      throw ValidationError(
        "Two manifests have one name; rename one, for tables tell them apart by it.")
    }
  }

  func run() async throws {
    let files = ([source] + targets).map { URL(filePath: $0) }
    let sentence = try missing(among: files)
    try await RunSession.run(
      run, reading: files,
      choices: RunChoices(
        defaults: (CrossLingualExperiment.settings
          + (paperProtocol == nil ? [] : CrossLingualProtocol.settings)).map { try .setting($0) },
        further: keeping.further.merging(
          paperProtocol.map { ["--protocol": $0.rawValue] } ?? [:]
        ) { $1 }),
      device: device, answer: answer, sharing: sharing
    ) { configuration, answer in
      answer.tell([sentence].compactMap(\.self))
      var prepared: [PreparedCorpus] = []
      for file in files {
        prepared.append(
          try await answer.prepare(
            file, classes: .exactly(configuration.corpus.classes),
            rules: configuration.corpus.map, frontEnd: configuration.frontEnd,
            repeated: configuration.corpus.repeated, reading: run.reading,
            rows: paperProtocol == nil ? .all : CrossLingualProtocol.rows))
      }
      return prepared
    } work: { session, prepared in
      var named = zip(prepared, [source] + targets).map { ($0.corpus, name($1)) }
      named[0].0 = try session.source(named[0].0, without: prepared.dropFirst().map(\.corpus))
      let floor = prepared[0].frontEnd.floorDecibels
      try requireOneListOfClasses(named)
      session.trainer.configuration.crossLingual.limits.forEach(session.observer.say)
      let outcomes = try CrossLingualExperiment(
        named[0], to: Array(named.dropFirst()), floor: floor,
        trainer: session.trainer.keeping(
          keeping, of: prepared[0], classes: named[0].0.classes)
      ).run()
      try session.finish(outcomes, asJSON: answer.json)
    }
  }

  /// What the protocol lacks, as a sentence; nil where it lacks nothing, or there is none.
  ///
  /// - Throws: `CorpusError.setting` where the corpora are not those of the protocol, `FileError` where a
  ///   manifest cannot be read.
  private func missing(among files: [URL]) throws -> String? {
    guard let paperProtocol else { return nil }
    let corpora = try files.map { file in
      (name: file.path, corpora: Set(try Manifest(contentsOf: file).recordings.map(\.corpus)))
    }
    return try paperProtocol.check(source: corpora[0], targets: Array(corpora.dropFirst()))
  }

  /// A manifest's name in tables.
  private func name(_ path: String) -> String {
    URL(filePath: path).deletingPathExtension().lastPathComponent
  }

  private func requireOneListOfClasses(_ corpora: [(corpus: Corpus, name: String)]) throws {
    for (corpus, name) in corpora where corpus.classes != corpora[0].corpus.classes {
      throw CorpusError.classes(
        "\(name) has the classes \(corpus.classes.inShort) where "
          + "\(corpora[0].name) has \(corpora[0].corpus.classes.inShort); give "
          + "--classes and --map so that both have the same.")
    }
  }
}

extension CrossLingualProtocol: ExpressibleByArgument {}
