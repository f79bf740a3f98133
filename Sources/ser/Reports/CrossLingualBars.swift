import Emotion
import Report

/// Figure 4 of Wang et al.: the unweighted average recall on each target, a bar a classifier.
struct CrossLingualBars {
  let figure: BarChart

  /// - Parameter rows: named by the target and the classifier, as in "emodb LT_AUG".
  init(_ rows: [(name: String, results: Results)]) {
    let setups = CrossLingualExperiment.Setup.allCases.map(\.rawValue)
    let named = Dictionary(rows.map { ($0.name, $0.results) }) { first, _ in first }
    var targets: [String] = []
    for (name, _) in rows {
      let target = String(name[..<(name.lastIndex(of: " ") ?? name.endIndex)])
      if !targets.contains(target) { targets.append(target) }
    }
    figure = BarChart(
      "Unweighted average recall by target", groups: targets, series: setups,
      bars: setups.map { setup in
        targets.map { target in
          guard let results = named["\(target) \(setup)"], let uar = results.mean.uarPooled
          else { return nil }
          return BarChart.Bar(100 * uar, deviation: results.deviation?.uarPooled.map { 100 * $0 })
        }
      }, y: "per cent", within: 0...100)
  }
}
