import Emotion
import Files
import Foundation
import Report

/// The table and the figures of rows of results.
struct ResultFigures {
  private let rows: [(name: String, results: Results)]
  private let experiment: String
  private let comparisons: [Comparison]?
  /// The class that is not cut.
  private let neutral: String
  /// What a paper prints for these rows.
  let published: Published?

  /// - Parameter neutral: the class that is not cut; nil where the run does not say.
  init(
    _ rows: [(name: String, results: Results)], of experiment: String,
    comparisons: [Comparison]? = nil, neutral: String? = nil
  ) {
    self.rows = rows
    self.comparisons = comparisons
    self.experiment = experiment
    self.neutral = neutral ?? "neutral"
    published = Experiments.published(for: experiment)
  }

  private var classes: [String] { rows.first?.results.classes ?? [] }

  /// Whether classes were cut, of whose mean recall the papers print the figure.
  private var hasReduced: Bool { rows.contains { $0.results.mean.recallReduced != nil } }

  /// What a paper prints for a row; without its average where that is of other classes than ours.
  private func published(_ name: String) -> Published.Row? {
    guard let row = published?.rows[name] else { return nil }
    let reduced = hasReduced ? Set(classes).subtracting([neutral]) : []
    return Set(row.recall.keys) == reduced
      ? row : Published.Row(recall: row.recall, average: nil)
  }

  /// Recall by class and averages, with a row of published figures below each that has them.
  var table: Table {
    var table = Table(
      [""] + classes + (hasReduced ? ["average of reduced"] : []) + [
        "UAR", "95 %", "UAR by fold", "macro F1", "accuracy",
      ])
    for (name, results) in rows {
      func cell(_ figure: (Figures) -> Double?) -> String {
        guard let mean = figure(results.mean) else { return "–" }
        return percent(mean)
          + (results.deviation.flatMap(figure).map { " ± \(percent($0))" } ?? "")
      }
      table.append(
        [name] + classes.map { name in cell { $0.recall[name] } }
          + (hasReduced ? [cell(\.recallReduced)] : [])
          + [
            cell(\.uarPooled), EvidenceText.percent(results.certainty?.uarPooled),
            cell(\.uarFolds), cell(\.macroF1), cell(\.wa),
          ])
      guard let row = published(name) else { continue }
      func printed(_ value: Double?) -> String { value.map { String(format: "%.1f", $0) } ?? "" }
      table.append(
        ["\(name), published"] + classes.map { printed(row.recall[$0]) }
          + [printed(row.average) + (row.deviation.map { " ± \(printed($0))" } ?? "")]
          + (hasReduced ? [""] : []) + ["", "", "", ""])
    }
    return table
  }

  /// How sure the figures are.
  var evidence: EvidenceText { EvidenceText(rows, comparisons) }

  /// The figures as numbers: a line a row of the table, and one for each of its seeds in each fold.
  var numbers: CSVTable { NumberTable(rows).table }

  /// Recall by class and its mean, a bar a row; across languages the mean by target.
  var recall: BarChart {
    if experiment == "cross-lingual" { return CrossLingualBars(rows).figure }
    return BarChart(
      "Recall by class", groups: classes + ["UAR"], series: rows.map(\.name),
      bars: rows.map { name, results in
        let printed = published(name)
        return classes.map { name in
          bar(results, printed?.recall[name]) { $0.recall[name] }
        } + [bar(results, hasReduced ? nil : printed?.average, \.uarPooled)]
      }, y: "per cent", within: 0...100)
  }

  /// The unweighted average recall of each speaker.
  var speakers: BarChart {
    let speakers = Set(rows.flatMap { $0.results.mean.uarSpeakers.keys }).sorted()
    return BarChart(
      "Unweighted average recall by speaker", groups: speakers, series: rows.map(\.name),
      bars: rows.map { _, results in
        speakers.map { speaker in bar(results, nil) { $0.uarSpeakers[speaker] } }
      }, y: "per cent", within: 0...100)
  }

  /// Recall by the speakers' gender; nil where it is known of no row.
  var genders: BarChart? {
    let all = rows.flatMap { $0.results.byGender?.groups ?? [] }
    let genders = Set(all.map(\.gender)).sorted()
    if genders.isEmpty { return nil }
    return BarChart(
      "Unweighted average recall by gender", groups: genders, series: rows.map(\.name),
      bars: rows.map { _, results in
        genders.map { gender in
          results.byGender?.groups.first { $0.gender == gender }.map {
            BarChart.Bar(100 * $0.uar, deviation: nil, published: nil)
          }
        }
      }, y: "per cent", within: 0...100)
  }

  /// How often a row is right where it says so with so much confidence; nil where none has probabilities.
  var reliability: LineChart? {
    let calibrated = rows.compactMap { name, results in results.calibration.map { (name, $0) } }
    if calibrated.isEmpty { return nil }
    return LineChart(
      "Reliability: accuracy by confidence",
      [LineChart.Series("calibrated", [(0, 0), (100, 100)])]
        + calibrated.map { name, calibration in
          LineChart.Series(
            name, calibration.bins.map { (100 * $0.confidence, 100 * $0.accuracy) })
        }, x: "per cent said", y: "per cent right")
  }

  /// A confusion matrix a row, over all seeds.
  var confusions: [ConfusionChart] {
    rows.map { name, results in
      ConfusionChart(name, classes: results.classes, counts: results.confusion)
    }
  }

  private func bar(
    _ results: Results, _ published: Double?, _ figure: (Figures) -> Double?
  ) -> BarChart.Bar? {
    figure(results.mean).map { mean in
      BarChart.Bar(
        100 * mean, deviation: results.deviation.flatMap(figure).map { 100 * $0 },
        published: published)
    }
  }

  private func percent(_ share: Double) -> String { String(format: "%.1f", 100 * share) }
}
