/// The results of `AugmentationExperiment`.
public struct AugmentationOutcome {
  private let experiment: String
  private let rows: [String]
  private let corpus: Corpus
  private let configuration: Configuration
  private let folds: [Fold]
  private let parts: [FoldOutcome]

  init(
    experiment: String, rows: [String], corpus: Corpus, configuration: Configuration,
    folds: [Fold], parts: [FoldOutcome]
  ) {
    self.experiment = experiment
    self.rows = rows
    self.corpus = corpus
    self.configuration = configuration
    self.folds = folds
    self.parts = parts
  }

  /// Speakers that a fold has in training and in test; none by construction, and reported.
  public var sharedSpeakers: [String] {
    Set(folds.flatMap { $0.overlap(in: corpus.labelled) }).sorted()
  }

  /// The table.
  public func results() throws(ConfigurationError) -> ExperimentResults {
    ExperimentResults(
      experiment: experiment, preset: configuration.preset, changes: try configuration.changes,
      rows: rows.map { row in
        (
          row,
          Results(
            classes: corpus.classes, folds: parts.filter { $0.row == row }.map(predictions),
            neutral: corpus.classes.first { $0 == configuration.experiment.neutral })
        )
      })
  }

  /// The tables of several outcomes, such as those of several targets, as one.
  public static func results(of outcomes: [AugmentationOutcome]) throws(ConfigurationError)
    -> ExperimentResults
  {
    var results = try outcomes[0].results()
    for outcome in outcomes.dropFirst() {
      results = ExperimentResults(
        experiment: results.experiment, preset: results.preset, changes: results.changes,
        rows: results.rows + (try outcome.results().rows))
    }
    return results
  }

  /// `predictions.csv`: every segment and utterance of every row, seed and fold.
  ///
  /// - Parameter secondsPerFrame: the hop of the pictures.
  public static func predictionTable(
    of outcomes: [AugmentationOutcome], secondsPerFrame: Double
  ) -> PredictionTable {
    var table = PredictionTable(
      classes: outcomes[0].corpus.classes, further: ["row", "seed", "fold"])
    for outcome in outcomes {
      for part in outcome.parts {
        let runs = [part.row, "\(part.seed)", part.fold]
        for verdict in outcome.verdicts(part) {
          table.append(verdict, secondsPerFrame: secondsPerFrame, truth: true, further: runs)
        }
      }
    }
    return table
  }

  private func predictions(_ part: FoldOutcome) -> FoldPredictions {
    let verdicts = verdicts(part)
    return FoldPredictions(
      seed: part.seed, fold: part.fold, predictions: verdicts.map(\.prediction),
      ties: verdicts.count { $0.vote.isTie })
  }

  private func verdicts(_ part: FoldOutcome) -> [SegmentVoting.Verdict] {
    part.utterances.indices.map { index in
      SegmentVoting.Verdict(
        utterance: corpus.utterances[part.utterances[index]],
        segments: part.segments[index], starts: part.starts[index])
    }
  }
}
