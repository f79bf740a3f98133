public import Statistics

/// How sure the figures of a row are: where they would lie with other speakers, and how they differ by
/// fold.
public struct Certainty: Codable, Sendable, Equatable {
  /// What the intervals are over.
  public let unit: EvidenceUnit
  /// How many of these.
  public let units: Int
  /// The sample standard deviation over folds of their unweighted average recalls, each a mean over
  /// seeds; nil for a single fold. Over seeds it is `Results.deviation`.
  public let foldDeviation: Double?
  /// 95 % intervals of the figures of the same names; nil where there are fewer than three units.
  public let uarPooled: Interval?
  public let macroF1: Interval?
  public let wa: Interval?

  enum CodingKeys: String, CodingKey {
    case unit, units, wa
    case foldDeviation = "fold_deviation"
    case uarPooled = "uar_pooled"
    case macroF1 = "macro_f1"
  }

  /// - Parameter runs: what was said, by seed and fold.
  init(classes: [String], runs: [[FoldPredictions]]) {
    let tested = TestedUnits(
      classes: classes.count, runs: runs.map { $0.flatMap(\.predictions) })
    (unit, units) = (tested.unit, tested.count)
    let recalls = Dictionary(grouping: runs.joined(), by: \.fold).values.compactMap { folds in
      Spread(
        folds.compactMap {
          ConfusionMatrix(classes: classes, $0.predictions).unweightedAverageRecall
        })?.mean
    }
    foldDeviation = Spread(recalls.sorted())?.deviation
    guard tested.count >= TestedUnits.leastForIntervals else {
      (uarPooled, macroF1, wa) = (nil, nil, nil)
      return
    }
    let figures = tested.figures()
    let errors = Bootstrap(units: tested.count).standardErrors { weights in
      let drawn = tested.figures(weights)
      return [drawn.uar, drawn.macroF1, drawn.wa]
    }
    func interval(_ figure: Double?, _ error: Double?) -> Interval? {
      guard let figure, let error else { return nil }
      return Interval(around: figure, standardError: error, units: tested.count).within(0...1)
    }
    uarPooled = interval(figures.uar, errors[0])
    macroF1 = interval(figures.macroF1, errors[1])
    wa = interval(figures.wa, errors[2])
  }
}
