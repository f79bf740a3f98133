/// What one row's classifier said of one fold's test utterances under one seed, as kept between runs.
public struct RowOutcome: Codable, Sendable, Equatable {
  /// The row's name in the table.
  public let row: String
  public let seed: UInt64
  public let fold: String
  /// The rows of the corpus that were tested.
  public let utterances: [Int]
  /// The class that was said of each.
  public let predicted: [Int]
  /// The probabilities of the classes for each; 0 and 1 where a classifier gives none.
  public let probabilities: [[Float]]

  /// - Parameter probabilities: a row for each test utterance of the fold.
  public init(_ row: String, of fold: FeatureFold, probabilities: SampleMatrix) {
    self.row = row
    seed = fold.seed
    self.fold = fold.name
    utterances = fold.testRows
    self.probabilities = (0..<probabilities.rows).map { Array(probabilities[$0]) }
    predicted = probabilities.largest
  }

  /// What a classifier without probabilities said.
  public init(_ row: String, of fold: FeatureFold, predicted: [Int]) {
    self.init(
      row, of: fold,
      probabilities: SampleMatrix(oneHot: predicted, classes: fold.test.targets.columns))
  }
}
