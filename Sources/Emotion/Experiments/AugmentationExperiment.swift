import Engine

/// Tables 2 and 3 of Wang et al. (sections 3.2.1 and 3.2.3): each class but neutral is cut to a fifth
/// at random, once a seed; for each row of the table a classifier learns from what is left, and what
/// the row's augmentation makes of it.
public struct AugmentationExperiment {
  /// The name in `results.json`.
  private let name: String
  private let rows: [AugmentationRow]
  private let corpus: Corpus
  private let trainer: Trainer
  private let floor: Float

  /// - Parameters:
  ///   - name: the experiment's, as in `imbalance`.
  ///   - corpus: with pictures in dB.
  ///   - floor: silence in dB.
  public init(
    _ name: String, rows: [AugmentationRow], on corpus: Corpus, floor: Float, trainer: Trainer
  ) {
    self.name = name
    self.rows = rows
    self.corpus = corpus
    self.trainer = trainer
    self.floor = floor
  }

  /// Runs every fold of every seed, or takes its results where an earlier run left them.
  ///
  /// - Throws: `SplitError` where the corpus cannot be divided so, `TrainingInterrupted`.
  public func run() throws -> AugmentationOutcome {
    let settings = trainer.configuration.experiment
    let folds =
      settings.folds == 0
      ? try Fold.standard(corpus.labelled)
      : try Fold.grouped(corpus.labelled, folds: settings.folds)
    let reduced = Set(
      corpus.classes.indices.filter { corpus.classes[$0] != settings.neutral })
    var parts: [FoldOutcome] = []
    for repetition in 0..<UInt64(settings.seeds) {
      let seed = trainer.configuration.seed + repetition
      let subset = ImbalancedSubset(
        of: corpus.labelled, reducing: reduced, to: settings.keepFraction, seed: seed)
      for (number, fold) in folds.enumerated() {
        let training = fold.training.filter(subset.kept.contains)
        let name = "seed\(seed)-fold\(number + 1)"
        parts += try trainer.kept(name) {
          try outcomes(
            of: Fold(name: fold.name, training: training, test: fold.test), name: name, seed: seed)
        }
      }
    }
    return AugmentationOutcome(
      experiment: name, rows: rows.map(\.name), corpus: corpus,
      configuration: trainer.configuration, folds: folds, parts: parts)
  }

  private func outcomes(of fold: Fold, name: String, seed: UInt64) throws -> [FoldOutcome] {
    let data = FoldData(
      corpus, training: fold.training, test: fold.test, floor: floor,
      holdOut: trainer.configuration.classifier.holdOut, seed: seed, stream: fold.name)
    let count = trainer.configuration.experiment.augmentFactor
    return try rows.map { row in
      try trainer.outcome(
        of: row, on: data, copies: count, of: chosen(from: data.training),
        classes: corpus.classes, fold: fold.name, seed: seed, part: "\(name)-\(row.part)")
    }
  }

  /// The utterances of which copies are made.
  private func chosen(from training: [Utterance]) -> [Utterance] {
    let settings = trainer.configuration.experiment
    let neutral = corpus.classes.firstIndex(of: settings.neutral)
    return training.filter { settings.augmentClasses == .all || $0.label != neutral }
  }
}
