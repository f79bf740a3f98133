/// Figure 4 of Wang et al. 2022 (section 3.2.2): all of a source corpus and a little (LT) or most
/// (FT) of a target in another language, each without and with augmented copies of the target's
/// utterances, tested on a part of the target; and with plain copies, for what augmentation adds to
/// seeing an utterance more often.
public struct CrossLingualExperiment: Experiment {
  public static let name = "cross-lingual"

  /// All classes that occur, of two valences.
  public static let settings = ["corpus.classes=[]", "corpus.map=[valence]"]

  /// A corpus with its name.
  public typealias Named = (corpus: Corpus, name: String)

  /// The classifiers that are compared: each by how much of the target it learns from beside the source,
  /// and what is added to that.
  public enum Setup: String, CaseIterable, Sendable {
    /// The source and a little of the target.
    case lowTarget = "LT"
    /// The same with plain copies of the target's utterances, which the paper has not.
    case lowTargetCopied = "LT_COPY"
    /// The same with as many augmented ones.
    case lowTargetAugmented = "LT_AUG"
    /// The source and all of the target that is not tested.
    case fullTarget = "FT"
    /// The same with plain copies of the target's utterances, which the paper has not.
    case fullTargetCopied = "FT_COPY"
    /// The same with as many augmented ones.
    case fullTargetAugmented = "FT_AUG"

    var isFull: Bool {
      switch self {
      case .lowTarget, .lowTargetCopied, .lowTargetAugmented: false
      case .fullTarget, .fullTargetCopied, .fullTargetAugmented: true
      }
    }

    /// What sets the draw of its development part apart.
    fileprivate var holdOutStream: String { isFull ? "full target" : "low target" }

    func augmentation(_ configuration: Configuration) -> any RowAugmentation {
      switch self {
      case .lowTarget, .fullTarget: NoAugmentation()
      case .lowTargetCopied, .fullTargetCopied: PlainCopies()
      case .lowTargetAugmented, .fullTargetAugmented: TripletAugmentation(configuration.losses)
      }
    }

    /// Those that it is compared with: that without anything added, and that with copies.
    fileprivate var references: [Setup] {
      switch self {
      case .lowTarget, .fullTarget: []
      case .lowTargetCopied: [.lowTarget]
      case .lowTargetAugmented: [.lowTarget, .lowTargetCopied]
      case .fullTargetCopied: [.fullTarget]
      case .fullTargetAugmented: [.fullTarget, .fullTargetCopied]
      }
    }

    /// The row's name in the table.
    fileprivate func row(_ target: String) -> String { "\(target) \(rawValue)" }
  }

  /// Each target's classifiers with something added with those without, and with copies.
  public static func comparisons(of rows: [String]) -> [RowPair] {
    rows.flatMap { row in
      // A target's name may have spaces.
      let words = row.split(separator: " ", omittingEmptySubsequences: false)
      let target = words.dropLast().joined(separator: " ")
      let references = words.last.flatMap { Setup(rawValue: String($0)) }?.references ?? []
      return references.map { $0.row(target) }.filter(rows.contains)
        .map { RowPair(row, against: $0) }
    }
  }

  /// Those with augmented copies, of each target.
  public static func methods(of rows: [String]) -> [String] {
    rows.filter { row in
      [Setup.lowTargetAugmented, .fullTargetAugmented].contains { row.hasSuffix(" \($0.rawValue)") }
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
  /// - Throws: `SplitError` where a training part lacks a class or nobody of it can be held out,
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
      for setup in [Setup.lowTarget, .fullTarget] {
        let fold = fold("\(target.name) \(setup.rawValue)", of: setup, in: split)
        try joined.requireAllClasses(in: [fold])
        _ = try HoldOut(
          of: fold, in: joined.labelled, by: trainer.configuration.holdOutOfClassifier,
          seed: seed, stream: setup.holdOutStream)
      }
    }
  }

  private func fold(_ name: String, of setup: Setup, in split: CrossLingualSplit) -> Fold {
    Fold(
      name: name, training: split.source + (setup.isFull ? split.full : split.low),
      test: split.test)
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
      fold(target, of: setup, in: split), of: joined, floor: floor,
      holdOut: trainer.configuration.holdOutOfClassifier, seed: seed,
      stream: setup.holdOutStream)
    return try trainer.outcome(
      of: AugmentationRow(setup.row(target), setup.augmentation(trainer.configuration)), on: fold,
      copies: trainer.configuration.crossLingual.augmentFactor,
      of: fold.training.filter { $0.id >= first }, classes: joined.classes, part: part)
  }
}
