/// Figures of predictions of all folds together.
struct PooledFigures {
  /// The unweighted average recall.
  let uar: Double?
  /// The mean of F1 over the classes that are there or were said.
  let macroF1: Double?
  /// The weighted accuracy.
  let wa: Double?

  /// - Parameters: by class, how many are of it, were recognised, and were said to be of it.
  init(members: [Double], right: [Double], said: [Double]) {
    func mean(_ values: [Double]) -> Double? {
      values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
    uar = mean(zip(right, members).filter { $1 > 0 }.map { $0 / $1 })
    macroF1 = mean(
      members.indices.filter { members[$0] + said[$0] > 0 }
        .map { 2 * right[$0] / (members[$0] + said[$0]) })
    let total = members.reduce(0, +)
    wa = total > 0 ? right.reduce(0, +) / total : nil
  }

  /// The accuracy alone, which needs no class to be there.
  init(accuracy: Double?) {
    (uar, macroF1, wa) = (nil, nil, accuracy)
  }

  init(meanOf figures: [PooledFigures]) {
    uar = Spread(figures.compactMap(\.uar))?.mean
    macroF1 = Spread(figures.compactMap(\.macroF1))?.mean
    wa = Spread(figures.compactMap(\.wa))?.mean
  }
}
