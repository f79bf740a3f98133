import Classical

/// What a classifier of features said of utterances: the probabilities of the classes, or one of
/// them.
public struct ClassAnswers: TestAnswers, Equatable {
  /// The class that was said of each.
  let predicted: [Int]
  /// The probabilities of the classes for each; 0 and 1 where a classifier gives none.
  let probabilities: [[Float]]

  /// - Parameter probabilities: a row an utterance.
  init(probabilities: SampleMatrix) {
    self.probabilities = (0..<probabilities.rows).map { Array(probabilities[$0]) }
    predicted = probabilities.largest
  }

  /// What a classifier without probabilities said.
  init(predicted: [Int], classes: Int) {
    self.init(probabilities: SampleMatrix(oneHot: predicted, classes: classes))
  }

  public func answer(_ index: Int) -> (predicted: Int, isTie: Bool, confidence: Double) {
    (predicted[index], false, Double(probabilities[index][predicted[index]]))
  }

  public func append(
    _ index: Int, of file: String, truth: Int, secondsPerFrame: Double, further: [String],
    to table: inout PredictionTable
  ) {
    table.append(
      file: file, truth: truth, predicted: predicted[index],
      probabilities: probabilities[index].map(Double.init), further: further)
  }
}

extension RowOutcome<ClassAnswers> {
  /// - Parameter probabilities: a row for each test utterance of the fold.
  init(_ row: String, of fold: FeatureFold, probabilities: SampleMatrix) {
    self.init(row, of: fold, ClassAnswers(probabilities: probabilities))
  }

  /// What a classifier without probabilities said.
  init(_ row: String, of fold: FeatureFold, predicted: [Int]) {
    self.init(
      row, of: fold, ClassAnswers(predicted: predicted, classes: fold.test.targets.columns))
  }
}
