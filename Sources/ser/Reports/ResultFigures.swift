import Emotion
import Files
import Foundation
import Report
import Statistics

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

  /// Recall by class and averages.
  var table: Table {
    var table = Table(
      ["", "UAR", "95 %"] + classes + (hasReduced ? ["average of reduced"] : [])
        + ["macro F1", "accuracy", "UAR by fold"])
    for (name, results) in rows {
      func cell(_ figure: (Figures) -> Double?) -> String {
        guard let mean = figure(results.mean) else { return "–" }
        return percent(mean)
          + (results.deviation.flatMap(figure).map { " ± \(percent($0))" } ?? "")
      }
      table.append(
        [name, cell(\.uarPooled), EvidenceText.percent(results.certainty?.uarPooled)]
          + classes.map { name in cell { $0.recall[name] } }
          + (hasReduced ? [cell(\.recallReduced)] : [])
          + [cell(\.macroF1), cell(\.wa), cell(\.uarFolds)])
    }
    return table
  }

  /// What a paper prints for these rows, on another corpus; nil where it prints nothing.
  var publishedTable: Table? {
    let printed = rows.compactMap { name, _ in published(name).map { (name, $0) } }
    let named = classes.filter { name in printed.contains { $0.1.recall[name] != nil } }
    if printed.isEmpty { return nil }
    func text(_ value: Double?) -> String { value.map { String(format: "%.1f", $0) } ?? "" }
    var table = Table([""] + named + [hasReduced ? "average of reduced" : "UAR"])
    for (name, row) in printed {
      table.append(
        [name] + named.map { text(row.recall[$0]) }
          + [text(row.average) + (row.deviation.map { " ± \(text($0))" } ?? "")])
    }
    return table
  }

  /// How sure the figures are.
  var evidence: EvidenceText { EvidenceText(rows, comparisons, of: experiment) }

  /// The figures as numbers: a line a row of the table, and one for each of its seeds in each fold.
  var numbers: CSVTable { NumberTable(rows).table }

  /// The unweighted average recall of each row; across languages by target.
  var uar: DotChart {
    if experiment == "cross-lingual" { return CrossLingualFigure(rows).figure }
    return DotChart(
      "Unweighted average recall", rows: rows.map(\.name),
      panels: [DotChart.Panel("", rows.map { Self.uar(of: $0.results) }, mark: chance)],
      note: "Per cent. \(Self.uarWhiskers(of: rows)) Dashed: chance.", within: 0...100,
      fillsBounds: false)
  }

  /// The mean recall of the classes that were cut, of which the question is; nil where none were.
  var reduced: DotChart? {
    guard hasReduced else { return nil }
    return DotChart(
      "Mean recall of the reduced classes", rows: rows.map(\.name),
      panels: [
        DotChart.Panel("", rows.map { Self.dot($0.results, \.recallReduced) }, mark: chance)
      ],
      note: "Per cent, of \(reducedClasses). \(Self.seedWhiskers(of: rows)) Dashed: chance.",
      within: 0...100, fillsBounds: false)
  }

  /// Recall by class, a panel for each class.
  var recall: DotChart {
    DotChart(
      "Recall by class", rows: rows.map(\.name),
      panels: classes.map { name in
        DotChart.Panel(name, rows.map { Self.dot($0.results) { $0.recall[name] } })
      }, note: "Per cent. \(Self.seedWhiskers(of: rows))", within: 0...100)
  }

  private var reducedClasses: String {
    classes.filter { $0 != neutral }.joined(separator: ", ")
  }

  /// What is found, first of the reduced classes where the question is of these: how far the method's row
  /// lies from those that it is held against.
  var findings: [String] {
    let ofAll = evidence.findings
    guard let ofReduced else { return ofAll }
    return [ofReduced] + ofAll.map { "Of all classes, by UAR: \($0)" }
  }

  private var ofReduced: String? {
    func reduced(_ row: String) -> Double? {
      rows.first { $0.name == row }?.results.mean.recallReduced
    }
    let names = rows.map(\.name)
    guard let method = Experiments.methods(of: experiment, rows: names).last,
      let own = reduced(method)
    else { return nil }
    let others = (comparisons ?? []).filter { $0.row == method }.compactMap { comparison in
      reduced(comparison.reference).map { other in
        String(
          format: "%.1f points %@ %@", 100 * abs(own - other), own < other ? "below" : "above",
          comparison.reference)
      }
    }
    let beside = others.isEmpty ? "" : ": \(others.joined(separator: ", "))"
    return "The mean recall of the reduced classes (\(reducedClasses)) is \(percent(own)) % with "
      + "\(method)\(beside)."
  }

  /// In per cent.
  private var chance: Double? { classes.isEmpty ? nil : 100 / Double(classes.count) }

  /// The unweighted average recall of each speaker, a panel for each row.
  var speakers: DotChart {
    let speakers = Set(rows.flatMap { $0.results.mean.uarSpeakers.keys }).sorted()
    return DotChart(
      "Unweighted average recall by speaker", rows: speakers,
      panels: rows.map { name, results in
        DotChart.Panel(
          name, speakers.map { speaker in Self.dot(results) { $0.uarSpeakers[speaker] } })
      },
      note: "Per cent. \(Self.seedWhiskers(of: rows))", within: 0...100)
  }

  /// Recall by the speakers' gender; nil where it is known of no row.
  var genders: DotChart? {
    let all = rows.flatMap { $0.results.byGender?.groups ?? [] }
    let genders = Set(all.map(\.gender)).sorted()
    if genders.isEmpty { return nil }
    return DotChart(
      "Unweighted average recall by gender", rows: rows.map(\.name),
      panels: genders.map { gender in
        DotChart.Panel(
          gender,
          rows.map { _, results in
            results.byGender?.groups.first { $0.gender == gender }.map {
              DotChart.Dot(100 * $0.uar, interval: $0.interval.map(Self.percent))
            }
          })
      }, note: "Per cent. Whiskers: intervals of 95 %.", within: 0...100)
  }

  /// How often the last row, which is the method's, is right where it says so with so much confidence; nil
  /// where it has no probabilities.
  var reliability: ReliabilityChart? {
    guard let (name, results) = rows.last, let calibration = results.calibration else { return nil }
    return ReliabilityChart(
      "Reliability: accuracy by confidence", of: name,
      bins: calibration.bins.map { bin in
        ReliabilityChart.Bin(
          100 * bin.lower...100 * bin.upper, confidence: 100 * bin.confidence,
          accuracy: 100 * bin.accuracy, members: bin.predictions)
      })
  }

  /// A confusion matrix a row, over all seeds.
  var confusions: [ConfusionChart] {
    rows.map { name, results in
      ConfusionChart(name, classes: results.classes, counts: results.confusion)
    }
  }

  /// The pooled recall with its interval, or its deviation over seeds where there is none.
  static func uar(of results: Results) -> DotChart.Dot? {
    guard let interval = results.certainty?.uarPooled else { return dot(results, \.uarPooled) }
    return results.mean.uarPooled.map { DotChart.Dot(100 * $0, interval: percent(interval)) }
  }

  /// What the whiskers of such figures are, a sentence.
  static func uarWhiskers(of rows: [(name: String, results: Results)]) -> String {
    rows.contains { $0.results.certainty?.uarPooled != nil }
      ? "Whiskers: intervals of 95 %." : seedWhiskers(of: rows)
  }

  private static func seedWhiskers(of rows: [(name: String, results: Results)]) -> String {
    rows.contains { $0.results.deviation != nil } ? "Whiskers: deviations over seeds." : ""
  }

  private static func dot(_ results: Results, _ figure: (Figures) -> Double?) -> DotChart.Dot? {
    figure(results.mean).map { mean in
      DotChart.Dot(100 * mean, deviation: results.deviation.flatMap(figure).map { 100 * $0 })
    }
  }

  private static func percent(_ interval: Interval) -> ClosedRange<Double> {
    100 * interval.lower...100 * interval.upper
  }

  private func percent(_ share: Double) -> String { String(format: "%.1f", 100 * share) }
}
