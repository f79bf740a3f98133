/// What one seed's model predicted in one fold.
public struct FoldPredictions: Sendable, Equatable {
  public let seed: UInt64
  public let fold: String
  public let predictions: [Prediction]
  /// Utterances whose vote was tied.
  public let ties: Int

  public init(seed: UInt64, fold: String, predictions: [Prediction], ties: Int) {
    self.seed = seed
    self.fold = fold
    self.predictions = predictions
    self.ties = ties
  }

  /// The predictions of all folds together, by seed, in the order of the seeds.
  static func bySeed(_ folds: [FoldPredictions]) -> [[Prediction]] {
    Dictionary(grouping: folds, by: \.seed).sorted { $0.key < $1.key }
      .map { $0.value.flatMap(\.predictions) }
  }
}
