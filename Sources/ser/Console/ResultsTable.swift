import Emotion
import Foundation

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
    let reduced = classes.filter { $0 != neutral }
    var rows = [[""] + reduced + ["average", neutral, "UAR", "UAR by fold", "accuracy"]]
    for (name, result) in results.rows {
      func cell(_ figure: (Figures) -> Double?) -> String {
        ResultsTable.percent(figure(result.mean), result.deviation.flatMap(figure))
      }
      rows.append(
        [name] + reduced.map { name in cell { $0.recall[name] } }
          + [
            cell { $0.recallReduced }, cell { $0.recall[neutral] }, cell { $0.uarPooled },
            cell { $0.uarFolds }, cell { $0.wa },
          ])
    }
    let seeds = results.rows.first?.results.seeds.count ?? 0
    let changes = results.changes.isEmpty ? "" : " with \(results.changes.joined(separator: " "))"
    return
      ([
        "Recall in per cent, \(counted(seeds, "seed"))"
          + "\(seeds > 1 ? ", mean ± standard deviation" : ""), preset \(results.preset.rawValue)"
          + changes,
        "",
      ] + ResultsTable.aligned(rows) + [""]).joined(separator: "\n")
  }

  /// The figures of one evaluation and its confusion matrix.
  static func text(of results: Results) -> String {
    let figures = results.mean
    var rows = [["recall"] + results.classes + ["UAR", "accuracy"]]
    rows.append(
      [""] + results.classes.map { percent(figures.recall[$0], nil) }
        + [percent(figures.uarPooled, nil), percent(figures.wa, nil)])
    var confusion = [["truth \\ said"] + results.classes]
    for (name, counts) in zip(results.classes, results.confusion) {
      confusion.append([name] + counts.map(String.init))
    }
    return (aligned(rows) + [""] + aligned(confusion) + results.warnings.map { "warning: \($0)" })
      .joined(separator: "\n")
  }

  private static func percent(_ share: Double?, _ deviation: Double?) -> String {
    guard let share else { return "-" }
    let mean = String(format: "%.1f", 100 * share)
    return deviation.map { mean + String(format: " ± %.1f", 100 * $0) } ?? mean
  }

  /// Columns as wide as their widest cell; the first to the left, the others to the right.
  private static func aligned(_ rows: [[String]]) -> [String] {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.map { row in
      zip(row, widths).enumerated().map { column, cell in
        let blanks = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + blanks : blanks + cell.0
      }.joined(separator: "  ")
    }
  }
}
