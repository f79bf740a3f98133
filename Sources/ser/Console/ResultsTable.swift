import Emotion
import Foundation
import Report

/// Results as text for the terminal: recall by class in per cent, a row each for what was compared.
struct ResultsTable {
  private let results: ExperimentResults
  private let neutral: String

  init(_ results: ExperimentResults, neutral: String) {
    self.results = results
    self.neutral = neutral
  }

  /// The table with a line that says what it is of.
  var text: String {
    let classes = results.rows.first?.results.classes ?? []
    // Without a class that is spared there is no average of the others.
    let hasReduced = results.rows.contains { $0.results.mean.recallReduced != nil }
    let reduced = classes.filter { !hasReduced || $0 != neutral }
    let spared = classes.filter { hasReduced && $0 == neutral }
    let average = spared.isEmpty ? [] : ["average"]
    var table = Table(
      ["", "UAR", "95 %"] + reduced + average + spared + ["macro F1", "accuracy", "UAR by fold"])
    for (name, result) in results.rows {
      func cell(_ figure: (Figures) -> Double?) -> String {
        ResultsTable.percent(figure(result.mean), result.deviation.flatMap(figure))
      }
      func recalls(_ classes: [String]) -> [String] {
        classes.map { name in cell { $0.recall[name] } }
      }
      table.append(
        [name, cell(\.uarPooled), EvidenceText.percent(result.certainty?.uarPooled)]
          + recalls(reduced) + average.map { _ in cell(\.recallReduced) } + recalls(spared)
          + [cell(\.macroF1), cell(\.wa), cell(\.uarFolds)])
    }
    let seeds = results.rows.first?.results.seeds.count ?? 0
    let changes = results.changes.isEmpty ? "" : " with \(results.changes.joined(separator: " "))"
    let warnings = ResultsTable.warnings(of: results.rows).map { "\n" + $0 }.joined()
    let evidence = EvidenceText(results.rows, results.comparisons, of: results.experiment)
    return "Recall in per cent, \(counted(seeds, "seed"))"
      + "\(seeds > 1 ? ", mean ± standard deviation" : ""), preset \(results.preset.rawValue)"
      + "\(changes)\n\n\(table.folded)\(evidence.plain)"
      + warnings
  }

  /// The figures of one evaluation and its confusion matrix.
  static func text(of results: Results) -> String {
    let figures = results.mean
    var recall = Table(
      ["", "UAR", "95 %"] + results.classes + ["macro F1", "accuracy"])
    recall.append(
      [
        "recall", percent(figures.uarPooled, nil),
        EvidenceText.percent(results.certainty?.uarPooled),
      ]
        + results.classes.map { percent(figures.recall[$0], nil) }
        + [percent(figures.macroF1, nil), percent(figures.wa, nil)])
    let evidence = EvidenceText([("this model", results)], nil).plain
    return
      ([recall.folded, confusion(of: results, corner: "truth \\ said") + evidence]
      + results.warnings.map { "warning: \($0)" })
      .joined(separator: "\n")
  }

  /// What is amiss with some row, each once; with the rows' names where it is not with all.
  static func warnings(of rows: [(name: String, results: Results)]) -> [String] {
    Set(rows.flatMap(\.results.warnings)).sorted().map { warning in
      let amiss = rows.filter { $0.results.warnings.contains(warning) }.map(\.name)
      let which = amiss.count < rows.count ? "\(amiss.joined(separator: ", ")): " : ""
      return "warning: \(which)\(warning)"
    }
  }

  /// How often each class was said of each.
  static func confusion(of results: Results, corner: String) -> String {
    var table = Table([corner] + results.classes)
    for (name, counts) in zip(results.classes, results.confusion) {
      table.append([name] + counts.map(String.init))
    }
    return table.folded
  }

  static func percent(_ share: Double?, _ deviation: Double?) -> String {
    guard let share else { return "-" }
    let mean = String(format: "%.1f", 100 * share)
    return deviation.map { mean + String(format: " ± %.1f", 100 * $0) } ?? mean
  }
}
