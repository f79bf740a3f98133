import Emotion
import Report

/// Figure 4 of Wang et al.: the unweighted average recall, a panel for each target and in it a row for each
/// classifier.
struct CrossLingualFigure {
  let figure: DotChart

  /// - Parameter rows: named by the target and the classifier, as in "emodb LT_AUG".
  init(_ rows: [(name: String, results: Results)]) {
    let setups = CrossLingualExperiment.Setup.allCases.map(\.rawValue)
    let named = Dictionary(rows.map { ($0.name, $0.results) }) { first, _ in first }
    var targets: [String] = []
    for (name, _) in rows {
      let target = String(name[..<(name.lastIndex(of: " ") ?? name.endIndex)])
      if !targets.contains(target) { targets.append(target) }
    }
    let classes = rows.first?.results.classes.count ?? 0
    figure = DotChart(
      "Unweighted average recall by target", rows: setups,
      panels: targets.map { target in
        DotChart.Panel(
          target, setups.map { named["\(target) \($0)"].flatMap(ResultFigures.uar) },
          mark: classes > 0 ? 100 / Double(classes) : nil)
      }, note: "Per cent. \(ResultFigures.uarWhiskers(of: rows)) Dashed: chance.", within: 0...100)
  }
}
