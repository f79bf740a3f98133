/// Tables 2 and 3 of Wang et al. 2022 (sections 3.2.1 and 3.2.3): each class but neutral is cut at
/// random, once a seed, to a fifth or what `experiment.keepFraction` says; for each row of the
/// table a classifier learns from what is left, and what the row's augmentation makes of it.
public protocol AugmentationExperiment: Experiment {
  /// The rows of the table; those of the paper's method come last.
  static func rows(_ configuration: Configuration) -> [AugmentationRow]
}

extension AugmentationExperiment {
  /// With nothing, and with as many plain copies: what they add beyond seeing a recording more often.
  public static func comparisons(of rows: [String]) -> [RowPair] {
    RowPair.each(
      of: rows, against: [AugmentationRow.noAugmentation.name, Baseline.copy.rowName])
  }

  /// Runs every fold of every seed, or takes its results where an earlier run left them.
  ///
  /// - Parameters:
  ///   - corpus: with pictures in dB.
  ///   - floor: silence in dB.
  ///   - division: what the folds are; it was applied to the corpus.
  ///   - trainer: in whose run the outcomes are kept.
  /// - Throws: `SplitError` where the corpus cannot be divided so, `TrainingInterrupted` after
  ///   saving, `EngineError.notFinite` where a loss diverges, `SettingsError` where the networks
  ///   cannot take so many mel bands, `FileError` where the run cannot be written.
  public static func run(
    on corpus: Corpus, floor: Float, division: Division = .speakers, trainer: Trainer
  ) throws -> ExperimentOutcome<SegmentAnswers> {
    let configuration = trainer.configuration
    try configuration.checkBands()
    let settings = configuration.experiment
    let folds = try division.folds(of: corpus, settings)
    let walk = FoldWalk(trainer: trainer)
    try walk.note(folds, of: corpus)
    let neutral = corpus.classes.firstIndex(of: settings.neutral)
    if neutral == nil && settings.keepFraction < 1 {
      trainer.observer.warn(
        "No class is called \(settings.neutral) (experiment.neutral), so that every class is cut.")
    }
    func cut(_ fold: Fold, seed: UInt64) -> Fold {
      let subset = ImbalancedSubset(
        of: corpus.labelled, reducing: Set(corpus.classes.indices.filter { $0 != neutral }),
        to: settings.keepFraction, seed: seed)
      return fold.training(onlyOn: subset.kept.contains)
    }
    let rule = configuration.holdOutOfClassifier
    // Before anything is computed: a class of few recordings may be cut to none in some fold.
    for seed in trainer.seeds {
      for fold in folds {
        _ = try HoldOut(of: cut(fold, seed: seed), in: corpus.labelled, by: rule, seed: seed)
      }
      do throws(SplitError) {
        try corpus.requireAllClasses(in: folds.map { cut($0, seed: seed) })
      } catch {
        guard case .missingClasses(let fold, let classes) = error else { throw error }
        throw SplitError.cutToNone(fold: fold, classes: classes, fraction: settings.keepFraction)
      }
    }
    let rows = rows(configuration)
    // Its rows follow each other.
    var last: (number: Int, isCut: Bool, fold: PictureFold)?
    func pictures(_ number: Int, isCut: Bool, seed: UInt64) throws -> PictureFold {
      if let last, last.number == number, last.isCut == isCut, last.fold.seed == seed {
        return last.fold
      }
      let fold = try PictureFold(
        isCut ? cut(folds[number], seed: seed) : folds[number], of: corpus, floor: floor,
        holdOut: rule, seed: seed)
      last = (number, isCut, fold)
      return fold
    }
    let outcomes = try walk.outcomes(
      of: walk.folds(folds.count) { number, seed, name in
        FoldParts(name, rows: rows.map(\.part)) { row, part in
          let fold = try pictures(number, isCut: rows[row].augmentation.isCut, seed: seed)
          let augmented = fold.training.filter {
            settings.augmentClasses == .all || $0.label != neutral
          }
          return try trainer.outcome(
            of: rows[row], on: fold, copies: settings.augmentFactor, of: augmented,
            classes: corpus.classes, part: part)
        }
      })
    return ExperimentOutcome(
      experiment: name, corpus: corpus, configuration: configuration,
      defaults: division.defaults(Configuration(configuration.preset), of: configuration),
      sparesNeutral: settings.keepFraction < 1,
      data: DataUse([corpus.use], overlap: Overlap(of: folds, in: corpus.labelled)),
      outcomes: outcomes.flatMap(\.self))
  }
}

extension Trainer {
  /// Trains a row's classifier on a fold and tests it.
  ///
  /// - Parameters:
  ///   - count: copies of each utterance that the row's augmentation is to make.
  ///   - augmented: the training utterances of which copies are made.
  ///   - classes: their names, whose positions are the labels.
  ///   - part: the name of the row's part of the run.
  /// - Throws: `TrainingInterrupted` after saving; `EngineError`, `SettingsError`.
  func outcome(
    of row: AugmentationRow, on fold: PictureFold, copies count: Int, of augmented: [Utterance],
    classes: [String], part: String
  ) throws -> RowOutcome<SegmentAnswers> {
    let copies =
      count == 0
      ? []
      : try row.augmentation.copies(count, of: augmented, in: fold, by: self, part: part)
    let padding = fold.scale.padding
    let model = try trainClassifier(
      fold.training + copies, heldOut: fold.heldOut, classes: classes, padding: padding,
      mixup: row.augmentation.mixup,
      objective: row.augmentation.objective(configuration.objective), seed: fold.seed, part: part)
    try keep(
      model, as: .classifier, scale: fold.scale, learnt: fold.training + fold.heldOut,
      seed: fold.seed, part: part)
    let voting = SegmentVoting(
      model, length: configuration.classifier.segment, stride: configuration.classifier.stride,
      padding: padding, batch: configuration.classifier.batch, on: kernels)
    return RowOutcome(row.name, of: fold, SegmentAnswers(try voting.verdicts(on: fold.test)))
  }
}
