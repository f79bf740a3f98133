/// The figures of one seed in one fold, by themselves.
public struct RunFigures: Codable, Sendable, Equatable {
  public let seed: UInt64
  public let fold: String
  /// How many were tested.
  public let recordings: Int
  public let uar: Double?
  public let macroF1: Double?
  public let wa: Double?
  /// By class; one that the fold does not test is left out.
  public let recall: [String: Double]

  enum CodingKeys: String, CodingKey {
    case seed, fold, recordings, uar, wa, recall
    case macroF1 = "macro_f1"
  }

  init(classes: [String], _ predictions: FoldPredictions) {
    let matrix = ConfusionMatrix(classes: classes, predictions.predictions)
    seed = predictions.seed
    fold = predictions.fold
    recordings = matrix.total
    uar = matrix.unweightedAverageRecall
    macroF1 = matrix.macroF1
    wa = matrix.accuracy
    recall = Dictionary(
      uniqueKeysWithValues: zip(classes, matrix.recalls).compactMap { name, share in
        share.map { (name, $0) }
      })
  }
}
