import Engine

/// Figure 4 of Wang et al. (section 3.2.2): all of a source corpus and a little (LT) or most (FT) of a
/// target in another language, each without and with augmented copies of the target's utterances,
/// tested on a part of the target.
public struct CrossLingualExperiment {
  /// A corpus with its name.
  public typealias Named = (corpus: Corpus, name: String)

  /// The classifiers that are compared.
  public enum Setup: String, CaseIterable, Sendable {
    case lowTarget = "LT"
    case lowTargetAugmented = "LT_AUG"
    case fullTarget = "FT"
    case fullTargetAugmented = "FT_AUG"

    var isAugmented: Bool { self == .lowTargetAugmented || self == .fullTargetAugmented }
    var isFull: Bool { self == .fullTarget || self == .fullTargetAugmented }
  }

  private let source: Named
  private let targets: [Named]
  private let floor: Float
  private let trainer: Trainer

  /// - Parameters:
  ///   - source: with pictures in dB, as are the targets, which have its classes.
  ///   - floor: silence in dB.
  public init(_ source: Named, to targets: [Named], floor: Float, trainer: Trainer) {
    self.source = source
    self.targets = targets
    self.floor = floor
    self.trainer = trainer
  }

  /// Runs every setup for every target and seed, or takes results where an earlier run left them.
  ///
  /// - Throws: `TrainingInterrupted`, `EngineError`, `ConfigurationError`.
  public func run() throws -> [AugmentationOutcome] {
    try targets.map { target in
      let joined = Corpus(joining: source, target)
      let first = source.corpus.utterances.count
      var parts: [FoldOutcome] = []
      var folds: [Fold] = []
      for repetition in 0..<UInt64(trainer.configuration.experiment.seeds) {
        let seed = trainer.configuration.seed + repetition
        let split = CrossLingualSplit(
          from: Array(joined.labelled.prefix(first)), to: Array(joined.labelled.dropFirst(first)),
          settings: trainer.configuration.crossLingual, seed: seed, name: target.name)
        folds.append(Fold(name: target.name, training: split.full, test: split.test))
        let name = "\(target.name)-seed\(seed)"
        parts += try trainer.kept(name) {
          try outcomes(of: split, in: joined, target: target.name, name: name, seed: seed)
        }
      }
      return AugmentationOutcome(
        experiment: "cross-lingual",
        rows: Setup.allCases.map { row($0, target.name).name }, corpus: joined,
        configuration: trainer.configuration, folds: folds, parts: parts)
    }
  }

  private func outcomes(
    of split: CrossLingualSplit, in joined: Corpus, target: String, name: String, seed: UInt64
  ) throws -> [FoldOutcome] {
    let first = source.corpus.utterances.count
    return try Setup.allCases.map { setup in
      let data = FoldData(
        joined, training: split.source + (setup.isFull ? split.full : split.low),
        test: split.test, floor: floor, holdOut: trainer.configuration.classifier.holdOut,
        seed: seed, stream: "\(target) \(setup.isFull ? "full" : "low")")
      return try trainer.outcome(
        of: row(setup, target), on: data,
        copies: trainer.configuration.crossLingual.augmentFactor,
        of: data.training.filter { $0.id >= first }, classes: joined.classes, fold: target,
        seed: seed, part: "\(name)-\(setup.rawValue)")
    }
  }

  private func row(_ setup: Setup, _ target: String) -> AugmentationRow {
    AugmentationRow(
      "\(target) \(setup.rawValue)",
      setup.isAugmented ? .triplet(trainer.configuration.losses) : .none)
  }
}
