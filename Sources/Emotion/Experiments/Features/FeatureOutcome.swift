/// The results of an experiment on features: a row for each way of learning.
public struct FeatureOutcome {
  /// The experiment's name.
  public let experiment: String
  /// The corpus that was tested on.
  let corpus: FeatureCorpus
  let configuration: Configuration
  /// The settings that the experiment begins from.
  let defaults: Configuration
  let outcomes: [RowOutcome]
  /// Speakers that training and test share; none by construction, and reported.
  public let sharedSpeakers: [String]

  /// The table; rows stand in the order in which they were first computed.
  public func results() throws(ConfigurationError) -> ExperimentResults {
    ExperimentResults(
      experiment: experiment, preset: configuration.preset,
      changes: try configuration.differences(from: defaults),
      inputs: FeatureInputs(
        features: corpus.kind.description,
        normalization: configuration.features.normalization.rawValue),
      rows: rowNames.map { name in
        (
          name,
          Results(
            classes: corpus.classes,
            folds: outcomes.filter { $0.row == name }.map(predictions))
        )
      })
  }

  /// `predictions.csv`: every test utterance of every row, seed and fold.
  public func predictionTable() -> PredictionTable {
    var table = PredictionTable(classes: corpus.classes, further: ["row", "seed", "fold"])
    for outcome in outcomes {
      for (index, utterance) in outcome.utterances.enumerated() {
        table.append(
          file: corpus.files[utterance], truth: corpus.labelled[utterance].label,
          predicted: outcome.predicted[index],
          probabilities: outcome.probabilities[index].map(Double.init),
          further: [outcome.row, "\(outcome.seed)", outcome.fold])
      }
    }
    return table
  }

  private var rowNames: [String] {
    outcomes.reduce(into: []) { names, outcome in
      if !names.contains(outcome.row) { names.append(outcome.row) }
    }
  }

  private func predictions(_ outcome: RowOutcome) -> FoldPredictions {
    FoldPredictions(
      seed: outcome.seed, fold: outcome.fold,
      predictions: zip(outcome.utterances, outcome.predicted).map { utterance, predicted in
        Prediction(
          utterance: utterance, speaker: corpus.labelled[utterance].speaker,
          truth: corpus.labelled[utterance].label, predicted: predicted)
      }, ties: 0)
  }
}
