/// Figure 4 of Wang et al. 2022 (section 3.2.2): all of a source corpus and a little (LT) or most
/// (FT) of a target in another language, each without and with augmented copies of the target's
/// utterances, tested on a part of the target.
public struct CrossLingualExperiment: Experiment {
  public static let name = "cross-lingual"

  /// All classes that occur, of two valences.
  public static let settings = ["corpus.classes=[]", "corpus.map=[valence]"]

  /// A corpus with its name.
  public typealias Named = (corpus: Corpus, name: String)

  /// The classifiers that are compared.
  public enum Setup: String, CaseIterable, Sendable {
    /// The source and a little of the target.
    case lowTarget = "LT"
    /// The same with augmented copies of the target's utterances.
    case lowTargetAugmented = "LT_AUG"
    /// The source and all of the target that is not tested.
    case fullTarget = "FT"
    /// The same with augmented copies of the target's utterances.
    case fullTargetAugmented = "FT_AUG"

    var isAugmented: Bool { self == .lowTargetAugmented || self == .fullTargetAugmented }
    var isFull: Bool { self == .fullTarget || self == .fullTargetAugmented }
  }

  /// Each target's classifiers with augmented copies with those without.
  public static func comparisons(of rows: [String]) -> [RowPair] {
    rows.compactMap { row in
      let suffix = "_AUG"
      let reference = String(row.dropLast(suffix.count))
      return row.hasSuffix(suffix) && rows.contains(reference)
        ? RowPair(row, against: reference) : nil
    }
  }

  private let source: Named
  private let targets: [Named]
  private let floor: Float
  private let trainer: Trainer

  /// - Parameters:
  ///   - source: with pictures in dB.
  ///   - targets: with pictures in dB, and the source's classes.
  ///   - floor: silence in dB.
  public init(_ source: Named, to targets: [Named], floor: Float, trainer: Trainer) {
    self.source = source
    self.targets = targets
    self.floor = floor
    self.trainer = trainer
  }

  /// Runs every setup for every target and seed, or takes results where an earlier run left them.
  ///
  /// - Returns: an outcome for each target.
  /// - Throws: `SplitError.missingClasses` where a training part lacks a class,
  ///   `TrainingInterrupted` after saving, `EngineError.notFinite` where a loss diverges,
  ///   `SettingsError` where the networks cannot take so many mel bands, `FileError` where the run
  ///   cannot be written.
  public func run() throws -> [ExperimentOutcome<SegmentAnswers>] {
    // Before anything is computed.
    try trainer.configuration.checkBands()
    for target in targets { try requireAllClasses(of: target) }
    let corpora = targets.map { Corpus(joining: source, $0) }
    let folds = zip(targets, corpora).flatMap { target, joined in
      trainer.seeds.map { seed in
        FoldParts("\(target.name)-seed\(seed)", rows: Setup.allCases.map(\.rawValue)) {
          try outcome(
            of: Setup.allCases[$0], in: joined, target: target.name, seed: seed, part: $1)
        }
      }
    }
    let all = try FoldWalk(trainer: trainer).outcomes(of: folds)
    return try targets.enumerated().map { number, target in
      let joined = corpora[number]
      let outcomes = all[number * trainer.seeds.count..<(number + 1) * trainer.seeds.count]
      let folds = trainer.seeds.map { seed in
        let split = split(of: joined, seed: seed)
        return Fold(name: target.name, training: split.source + split.full, test: split.test)
      }
      let configuration = trainer.configuration
      return ExperimentOutcome(
        experiment: Self.name, corpus: joined, configuration: configuration,
        defaults: try FoldWalk(trainer: trainer).defaults(departing: Self.settings),
        data: DataUse(
          [source.corpus.use, target.corpus.use], overlap: Overlap(of: folds, in: joined.labelled)),
        outcomes: outcomes.flatMap(\.self))
    }
  }

  private func requireAllClasses(of target: Named) throws(SplitError) {
    let joined = Corpus(joining: source, target)
    for seed in trainer.seeds {
      let split = split(of: joined, seed: seed)
      for (part, ids) in [(Setup.lowTarget, split.low), (.fullTarget, split.full)] {
        try joined.requireAllClasses(
          in: [
            Fold(
              name: "\(target.name) \(part.rawValue)", training: split.source + ids,
              test: split.test)
          ])
      }
    }
  }

  /// What a seed draws; the source's utterances come first.
  private func split(of joined: Corpus, seed: UInt64) -> CrossLingualSplit {
    let first = source.corpus.utterances.count
    return CrossLingualSplit(
      from: Array(joined.labelled.prefix(first)), to: Array(joined.labelled.dropFirst(first)),
      settings: trainer.configuration.crossLingual, seed: seed)
  }

  private func outcome(
    of setup: Setup, in joined: Corpus, target: String, seed: UInt64, part: String
  ) throws -> RowOutcome<SegmentAnswers> {
    let split = split(of: joined, seed: seed)
    let first = source.corpus.utterances.count
    let fold = try PictureFold(
      Fold(
        name: target, training: split.source + (setup.isFull ? split.full : split.low),
        test: split.test),
      of: joined, floor: floor, holdOut: trainer.configuration.classifier.holdOutRule, seed: seed,
      stream: setup.isFull ? "full target" : "low target")
    return try trainer.outcome(
      of: row(setup, target), on: fold,
      copies: trainer.configuration.crossLingual.augmentFactor,
      of: fold.training.filter { $0.id >= first }, classes: joined.classes, part: part)
  }

  private func row(_ setup: Setup, _ target: String) -> AugmentationRow {
    AugmentationRow(
      "\(target) \(setup.rawValue)",
      setup.isAugmented
        ? TripletAugmentation(trainer.configuration.losses) : NoAugmentation())
  }
}
