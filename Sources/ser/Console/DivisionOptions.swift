import ArgumentParser
import Emotion
import Files
import Foundation
import Settings
import Speech

/// How an experiment within a corpus divides it.
struct DivisionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How many folds of whole speakers, short for experiment.folds; or a table of the columns file and fold; or a folder of EmoBox's, such as EmoBox/data/emodb.",
      discussion: "A run writes its own as folds.csv.", valueName: "number or file"),
    completion: .file(extensions: ["csv"]))
  var folds: String?

  @Flag(
    help: ArgumentHelp(
      "One fold, as the manifest's column split says: train, dev, to which early stopping listens, and test."
    ))
  var split = false

  func validate() throws {
    if split && folds != nil {
      throw ValidationError("--split says what the one fold is; leave --folds away.")
    }
  }

  private var count: Int? { folds.flatMap(Int.init) }
  private var table: URL? { count == nil ? folds.map { URL(filePath: $0) } : nil }

  /// Files whose content decides the result.
  ///
  /// - Throws: `FileError.malformed` where a folder holds no folds.
  var files: [URL] {
    get throws(FileError) {
      guard let table else { return [] }
      return Folder.isFolder(table) ? try EmoBoxFolds(contentsOf: table).files : [table]
    }
  }

  /// The settings that the options stand for. A number of folds that the user sets beside what says
  /// which they are is told as idle.
  ///
  /// - Throws: `SettingsError`.
  func sources(beside asked: SettingsOptions) throws -> [SettingsSource] {
    if split || table != nil, let idle = asked.settings.first(where: Self.isOfFolds) {
      warn(
        "--set \(idle) does not apply: \(split ? "--split" : "the table of --folds") says what the folds "
          + "are.")
    }
    return try count.map { [try .setting("experiment.folds=\($0)", of: "--folds \($0)")] } ?? []
  }

  private static func isOfFolds(_ setting: String) -> Bool {
    setting.prefix { $0 != "=" } == "experiment.folds"
  }

  /// Options that decide the result beside the settings.
  var further: [String: String] { split ? ["--split": "true"] : [:] }

  /// - Throws: `FileError` where the table of folds is missing or broken.
  func division() throws(FileError) -> Division {
    if split { return .split }
    if let table { return .table(try FoldTable(contentsOf: table)) }
    return .speakers
  }

  /// The corpus without recordings that the division does not place; they are told, and so is what
  /// of the division the manifest does not have.
  ///
  /// - Parameter settings: those of the experiment whose folds it makes; nil where there is none.
  /// - Throws: `SplitError` where it places none, or leaves open which.
  static func apply<Divided: TestedCorpus>(
    _ division: Division, to corpus: Divided, of manifest: Manifest,
    _ settings: ExperimentSettings? = nil
  ) throws(SplitError) -> Divided {
    try division.requirePlain(in: manifest)
    if let settings, let sentence = division.warning(on: corpus, settings) { warn(sentence) }
    if let sentence = division.warning(on: manifest) { warn(sentence) }
    let divided = try division.applied(to: corpus)
    if divided.use != corpus.use, let sentence = divided.use.sentence { warn(sentence) }
    return divided
  }
}
