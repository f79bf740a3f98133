import Foundation
public import Statistics

/// How much better a row of a table is than another, and whether chance explains it.
public struct Comparison: Codable, Sendable, Equatable {
  public let row: String
  public let reference: String
  /// What the interval is over and what is swapped.
  public let unit: EvidenceUnit
  /// How many of these.
  public let units: Int
  /// Of the pooled unweighted average recall, a mean over seeds.
  public let difference: Double
  /// The difference's 95 % interval; nil where there are fewer than three units.
  public let interval: Interval?
  /// How often swapping both rows within speakers would make as large a difference.
  public let p: Double
  /// The same, corrected by Holm for all rows that are compared with the reference.
  public let corrected: Double
  /// How many these are.
  public let rows: Int
  /// The least difference that would be found, four times of five, to be more than chance at 0.05, as
  /// corrected for the first of the rows; nil where there are fewer than three units, or none could be.
  public let detectable: Double?

  enum CodingKeys: String, CodingKey {
    case row, reference, unit, units, difference, interval, p, rows, detectable
    case corrected = "p_corrected"
  }

  /// The bound below which chance is not believed.
  static let level = 0.05

  /// What was found.
  public enum Verdict: Sendable {
    case shown
    case notShown
    /// So few units cannot show anything.
    case cannotBeShown
  }

  public var verdict: Verdict {
    if corrected < Self.level { return .shown }
    return least < Self.level ? .notShown : .cannotBeShown
  }

  private var least: Double { Self.least(units: units, rows: rows) }

  /// The least that `corrected` can be for the best of the rows.
  private static func least(units: Int, rows: Int) -> Double {
    min(1, SignFlipTest.least(pairs: units) * Double(rows))
  }

  /// Such as "AUG is 3.1 points above copy (95 %: -2.0 to 8.4, p = 0.21): not shown".
  public var sentence: String {
    func points(_ share: Double) -> String { String(format: "%.1f", 100 * share) }
    let interval = interval.map { "95 %: \(points($0.lower)) to \(points($0.upper)), " } ?? ""
    let among = rows > 1 ? " corrected for \(rows) rows" : ""
    let place = difference < 0 ? "below" : "above"
    let finding =
      switch verdict {
      case .shown: "shown"
      case .notShown: "not shown"
      case .cannotBeShown:
        "\(units) \(unit.rawValue)\(units == 1 ? "" : "s") cannot show any difference "
          + "(p is \(Self.text(p: least)) at least)"
      }
    return "\(row) is \(points(abs(difference))) points \(place) \(reference) "
      + "(\(interval)p \(Self.equals(p: corrected))\(among)): \(finding)"
  }

  /// A p as text, such as "0.21" or "<0.001".
  public static func text(p: Double) -> String {
    p < 0.001 ? "<0.001" : String(format: p < 0.1 ? "%.3f" : "%.2f", p)
  }

  private static func equals(p: Double) -> String {
    p < 0.001 ? "< 0.001" : "= \(text(p: p))"
  }
}

extension Comparison {
  /// Compares rows that were tested on the same recordings.
  ///
  /// - Parameters:
  ///   - pairs: those of rows that are not there are passed over.
  ///   - rows: what each said, by seed.
  ///   - isOneFamily: whether p is corrected for all pairs, rather than for those of one reference.
  static func all(
    _ pairs: [RowPair], classes: Int, of rows: [String: [[Prediction]]],
    correctingTogether isOneFamily: Bool = false
  ) -> [Comparison] {
    let tested = rows.mapValues { TestedUnits(classes: classes, runs: $0) }
    let found = pairs.compactMap { pair in
      tested[pair.row].flatMap { row in
        tested[pair.reference].flatMap { Finding(pair, row, above: $0) }
      }
    }
    func family(_ index: Int) -> String { isOneFamily ? "" : found[index].pair.reference }
    let groups = Dictionary(grouping: found.indices, by: family)
    var corrected = found.map(\.p)
    for group in groups.values {
      for (index, p) in zip(group, group.map { found[$0].p }.holmCorrected) {
        corrected[index] = p
      }
    }
    return found.indices.map { index in
      found[index].comparison(
        corrected: corrected[index], among: groups[family(index)]?.count ?? 1)
    }
  }

  /// A pair of rows by itself.
  private struct Finding {
    let pair: RowPair
    let unit: EvidenceUnit
    let units: Int
    let difference: Double
    let error: Double?
    let p: Double

    init?(_ pair: RowPair, _ row: TestedUnits, above reference: TestedUnits) {
      guard let contributions = row.contributions(above: reference),
        let own = row.figures().uar, let others = reference.figures().uar
      else { return nil }
      self.pair = pair
      (unit, units) = (row.unit, row.count)
      difference = own - others
      p = SignFlipTest(contributions).p
      error =
        units >= TestedUnits.leastForIntervals
        ? Bootstrap(units: units).standardErrors { weights in
          let (own, others) = (row.figures(weights).uar, reference.figures(weights).uar)
          return [own.flatMap { own in others.map { own - $0 } }]
        }[0] : nil
    }

    func comparison(corrected: Double, among rows: Int) -> Comparison {
      let detectable: Double? = error.flatMap { error in
        guard Comparison.least(units: units, rows: rows) < Comparison.level else { return nil }
        let t = StudentT(degreesOfFreedom: units - 1)
        return error
          * (t.quantile(1 - Comparison.level / Double(2 * rows)) + t.quantile(0.8))
      }
      return Comparison(
        row: pair.row, reference: pair.reference, unit: unit, units: units,
        difference: difference,
        interval: error.map {
          Interval(around: difference, standardError: $0, units: units).within(-1...1)
        }, p: p, corrected: corrected, rows: rows, detectable: detectable)
    }
  }
}
