import Engine

extension Trainer {
  /// Trains a classifier of features for a row of a table, and asks it about the test vectors of the fold.
  ///
  /// - Parameters:
  ///   - row: its name.
  ///   - hidden: units of each hidden layer.
  ///   - part: the name of this part of the run, which its checkpoints and metrics carry.
  /// - Throws: `TrainingInterrupted` after saving; `EngineError.notFinite` where a loss diverges.
  func outcome(
    _ row: String, of fold: FeatureFold, _ vectors: TrainingVectors, hidden: Int, part: String
  ) throws -> RowOutcome<ClassAnswers> {
    let classifier = try trainDNN(
      vectors, heldOut: fold.heldOut, hidden: hidden, seed: fold.seed, part: part)
    try keep(classifier, hidden: hidden, of: fold, part: part)
    return RowOutcome(
      row, of: fold,
      probabilities: try classifier.probabilities(of: fold.test.features, on: kernels))
  }
}
