import Emotion
import Foundation
import Report

/// The results of an experiment on features as text for the terminal: unweighted average recall in
/// per cent, a row for each way of learning, and confusion matrices.
struct FeatureResultsTable {
  private let results: ExperimentResults

  init(_ results: ExperimentResults) { self.results = results }

  var text: String {
    let classes = results.rows.first?.results.classes ?? []
    var table = Table(
      ["", "UAR", "95 %"] + classes + ["macro F1", "accuracy", "UAR by fold"])
    for (name, result) in results.rows {
      func cell(_ figure: (Figures) -> Double?) -> String {
        ResultsTable.percent(figure(result.mean), result.deviation.flatMap(figure))
      }
      table.append(
        [name, cell(\.uarPooled), EvidenceText.percent(result.certainty?.uarPooled)]
          + classes.map { name in cell { $0.recall[name] } }
          + [cell(\.macroF1), cell(\.wa), cell(\.uarFolds)])
    }
    let matrices = results.rows.map { name, result in
      ResultsTable.confusion(of: result, corner: name)
    }
    let warnings = ResultsTable.warnings(of: results.rows)
    let evidence = EvidenceText(results.rows, results.comparisons, of: results.experiment).plain
    return ([heading, table.folded + evidence] + matrices + warnings).joined(separator: "\n")
  }

  private var heading: String {
    let seeds = results.rows.first?.results.seeds.count ?? 0
    let inputs = results.inputs.map { ", \($0.features), normalisation \($0.normalization)" } ?? ""
    let changes = results.changes.isEmpty ? "" : " with \(results.changes.joined(separator: " "))"
    return "Recall in per cent, \(counted(seeds, "seed"))"
      + "\(seeds > 1 ? ", mean ± standard deviation" : "")\(inputs), preset "
      + "\(results.preset.rawValue)\(changes)\n"
  }
}
