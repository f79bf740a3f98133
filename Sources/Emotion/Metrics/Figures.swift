/// The figures of one evaluation, or their means or deviations over several; shares from 0 to 1.
public struct Figures: Codable, Sendable, Equatable {
  /// The unweighted average recall of all folds' predictions together.
  public var uarPooled: Double?
  /// The mean over folds of the unweighted average recall.
  public var uarFolds: Double?
  /// The mean over classes of F1, of all folds' predictions together.
  public var macroF1: Double?
  /// The mean over folds of that of each fold's predictions.
  public var macroF1Folds: Double?
  /// The weighted accuracy: the share of all predictions that are right.
  public var wa: Double?
  /// The mean over folds of that of each fold's predictions.
  public var waFolds: Double?
  /// Recall by class, of all folds together; a class that the test sets lack is left out.
  public var recall: [String: Double]
  /// The mean of recall over all classes but the one that is never reduced: the "Average" of
  /// Tables 2 and 3 of Wang et al.
  public var recallReduced: Double?
  /// The unweighted average recall of each speaker's utterances.
  public var uarSpeakers: [String: Double]

  enum CodingKeys: String, CodingKey {
    case uarPooled = "uar_pooled"
    case uarFolds = "uar_folds"
    case macroF1 = "macro_f1"
    case macroF1Folds = "macro_f1_folds"
    case wa
    case waFolds = "wa_folds"
    case recall
    case recallReduced = "recall_reduced"
    case uarSpeakers = "uar_speakers"
  }
}

extension Figures {
  /// The figures of one run over all folds.
  ///
  /// - Parameter neutral: the class that is never reduced, if there is one.
  init(classes: [String], folds: [[Prediction]], neutral: String?) {
    let pooled = ConfusionMatrix(classes: classes, folds.joined())
    uarPooled = pooled.unweightedAverageRecall
    let matrices = folds.map { ConfusionMatrix(classes: classes, $0) }
    uarFolds = Spread(matrices.compactMap(\.unweightedAverageRecall))?.mean
    macroF1 = pooled.macroF1
    macroF1Folds = Spread(matrices.compactMap(\.macroF1))?.mean
    wa = pooled.accuracy
    waFolds = Spread(matrices.compactMap(\.accuracy))?.mean
    recall = [:]
    for (name, share) in zip(classes, pooled.recalls) { recall[name] = share }
    recallReduced = neutral.flatMap {
      pooled.averageRecall(of: Set(classes).subtracting([$0]))
    }
    uarSpeakers = [:]
    for (speaker, matrix) in ConfusionMatrix.bySpeaker(classes: classes, folds.joined()) {
      uarSpeakers[speaker] = matrix.unweightedAverageRecall
    }
  }

  /// One number for each figure out of those of several runs, such as their mean.
  init(of runs: [Figures], _ reduce: (Spread) -> Double?) {
    func figure(_ path: KeyPath<Figures, Double?>) -> Double? {
      Spread(runs.compactMap { $0[keyPath: path] }).flatMap(reduce)
    }
    func table(_ path: KeyPath<Figures, [String: Double]>) -> [String: Double] {
      Dictionary(grouping: runs.flatMap { $0[keyPath: path] }, by: \.key)
        .compactMapValues { Spread($0.map(\.value)).flatMap(reduce) }
    }
    uarPooled = figure(\.uarPooled)
    uarFolds = figure(\.uarFolds)
    macroF1 = figure(\.macroF1)
    macroF1Folds = figure(\.macroF1Folds)
    wa = figure(\.wa)
    waFolds = figure(\.waFolds)
    recall = table(\.recall)
    recallReduced = figure(\.recallReduced)
    uarSpeakers = table(\.uarSpeakers)
  }
}
