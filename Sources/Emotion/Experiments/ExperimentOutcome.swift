public import Settings

/// The results of an experiment on one corpus: a row for each way of learning.
public struct ExperimentOutcome<Answers: TestAnswers> {
  /// The experiment's name.
  public let experiment: String
  /// The corpus that was tested on.
  let corpus: any TestedCorpus
  let configuration: Configuration
  /// The settings that the experiment begins from.
  let defaults: Configuration
  /// What classifiers of features were given.
  var inputs: FeatureInputs?
  /// Whether one class, `experiment.neutral`, is never reduced.
  var sparesNeutral = false
  /// Which recordings were used, and what training and test share.
  public let data: DataUse
  let outcomes: [RowOutcome<Answers>]

  /// The table; rows stand in the order in which they were first computed.
  ///
  /// - Throws: `SettingsError` where settings cannot be written.
  public func results() throws(SettingsError) -> ExperimentResults {
    let names = rowNames
    let said = Dictionary(grouping: outcomes, by: \.row).mapValues { $0.map(predictions) }
    return ExperimentResults(
      experiment: experiment, preset: configuration.preset,
      changes: try configuration.differences(from: defaults), inputs: inputs, data: data,
      comparisons: Comparison.all(
        Experiments.comparisons(of: experiment, rows: names), classes: corpus.classes.count,
        of: said.mapValues(FoldPredictions.bySeed)),
      rows: names.map { name in
        (name, Results(classes: corpus.classes, folds: said[name] ?? [], neutral: neutral))
      })
  }

  /// The tables of several outcomes, such as those of several targets, as one.
  ///
  /// - Parameter outcomes: of one experiment, one or more.
  /// - Throws: `SettingsError` where settings cannot be written.
  public static func results(
    of outcomes: [ExperimentOutcome]
  ) throws(SettingsError) -> ExperimentResults {
    var results = try outcomes[0].results()
    for outcome in outcomes.dropFirst() {
      let further = try outcome.results()
      results.rows += further.rows
      results.comparisons = (results.comparisons ?? []) + (further.comparisons ?? [])
      results.data = results.data.map { data in further.data.map { data + $0 } ?? data }
    }
    return results
  }

  /// `predictions.csv`: what was said of every test utterance of every row, seed and fold.
  ///
  /// - Parameter outcomes: of one experiment, one or more.
  public static func predictionTable(of outcomes: [ExperimentOutcome]) -> PredictionTable {
    var table = PredictionTable(
      classes: outcomes[0].corpus.classes, further: ["row", "seed", "fold", "speaker"])
    for outcome in outcomes { outcome.append(to: &table) }
    return table
  }

  private func append(to table: inout PredictionTable) {
    let (files, labelled) = (corpus.files, corpus.labelled)
    for outcome in outcomes {
      for (index, utterance) in outcome.utterances.enumerated() {
        outcome.answers.append(
          index, of: files[utterance], truth: labelled[utterance].label,
          secondsPerFrame: configuration.frontEnd.secondsPerFrame,
          further: [
            outcome.row, "\(outcome.seed)", outcome.fold, labelled[utterance].speaker,
          ], to: &table)
      }
    }
  }

  private var neutral: String? {
    sparesNeutral ? corpus.classes.first { $0 == configuration.experiment.neutral } : nil
  }

  private var rowNames: [String] {
    outcomes.reduce(into: []) { names, outcome in
      if !names.contains(outcome.row) { names.append(outcome.row) }
    }
  }

  private func predictions(_ outcome: RowOutcome<Answers>) -> FoldPredictions {
    let labelled = corpus.labelled
    let answers = outcome.utterances.indices.map(outcome.answers.answer)
    return FoldPredictions(
      seed: outcome.seed, fold: outcome.fold,
      predictions: zip(outcome.utterances, answers).map { utterance, answer in
        Prediction(
          utterance: utterance, speaker: labelled[utterance].speaker,
          gender: labelled[utterance].gender, truth: labelled[utterance].label,
          predicted: answer.predicted, confidence: answer.confidence)
      }, ties: answers.count(where: \.isTie))
  }
}
