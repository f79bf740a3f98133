import Emotion
import Files
import Statistics

/// The figures of a table as numbers, shares from 0 to 1: a line a row with its intervals, then a line for
/// each of its seeds in each fold.
struct NumberTable {
  let table: CSVTable

  init(_ rows: [(name: String, results: Results)]) {
    let classes = rows.first?.results.classes ?? []
    var table = CSVTable(
      header: ["row", "seed", "fold", "recordings"]
        + ["uar", "macro_f1", "wa"].flatMap { [$0, "\($0)_lower", "\($0)_upper"] }
        + ["uar_seed_deviation", "uar_fold_deviation"] + classes.map { "recall_\($0)" })
    for (name, results) in rows {
      let certainty = results.certainty
      func figure(_ value: Double?, _ interval: Interval?) -> [String] {
        [value, interval?.lower, interval?.upper].map(Self.text)
      }
      let tested = results.tested?.reduce(0) { $0 + $1.recordings }
      table.append(
        [name, "", "", tested.map(String.init) ?? ""]
          + figure(results.mean.uarPooled, certainty?.uarPooled)
          + figure(results.mean.macroF1, certainty?.macroF1)
          + figure(results.mean.wa, certainty?.wa)
          + [Self.text(results.deviation?.uarPooled), Self.text(certainty?.foldDeviation)]
          + classes.map { Self.text(results.mean.recall[$0]) })
      for run in results.runs ?? [] {
        table.append(
          [name, "\(run.seed)", run.fold, "\(run.recordings)"]
            + [run.uar, run.macroF1, run.wa].flatMap { [Self.text($0), "", ""] } + ["", ""]
            + classes.map { Self.text(run.recall[$0]) })
      }
    }
    self.table = table
  }

  /// A number as a spreadsheet reads it; nothing where there is none.
  static func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
}
