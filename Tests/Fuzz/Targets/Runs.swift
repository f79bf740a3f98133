import Emotion
import Files
import Foundation
import Report
import Settings
import Training

extension FuzzTarget {
  /// The folder of a run that is to go on.
  static let resumedRun = FuzzTarget("resumed-run") { input in
    let run = try input.files()
    let begun = try? JSONFile.read(
      RunEnvironment.self, from: run.appending(path: "environment.json"))
    let (folder, _) = try RunFolder.resuming(
      run, options: begun?.options ?? [:], data: begun?.data ?? [:],
      command: begun?.command ?? [], as: RunSettings.self)
    if folder.knowsItsRecordings { try folder.requireSameSounds([], resuming: true) }
    _ = try folder.checkpoints(of: "dnn").checkpoints
  }

  /// The folder of a run as it is shown.
  static let run = FuzzTarget("run") { input in
    let run = try RecordedRun(input.files())
    _ = (run.environment.subcommand, run.recalls, run.seconds, run.preset, run.given)
    _ = try run.state
    _ = run.experiment?.data?.sentences
    for (name, results) in run.experiment?.rows ?? [] {
      _ = ConfusionChart(name, classes: results.classes, counts: results.confusion).svg.document
    }
    for map in run.maps {
      let points = map.points.map {
        ScatterChart.Point(x: Double($0.x), y: Double($0.y), group: $0.label)
      }
      _ = ScatterChart(map.name, groups: map.classes, points: points).svg.document
    }
  }

  /// `metrics.jsonl`, which a run that goes on cuts off and adds to.
  static let metrics = FuzzTarget("metrics") { input in
    let file = try input.file("metrics.jsonl")
    let history = try MetricsHistory(contentsOf: file)
    for key in history.keys {
      let series = history.curves(of: key) { String($0.prefix(1)) }
        .map { LineChart.Series($0.name, $0.points.map { (Double($0.step), $0.value) }) }
      _ = LineChart(key, series, x: "step", y: "").svg.document
    }
    let log = try MetricsLog(file)
    for part in Set(history.records.map(\.part)) { try log.forget(part, after: 1) }
    try log.append(["part": "x"])
    let again = try MetricsHistory(contentsOf: file)
    guard again.records.allSatisfy({ $0.step <= 1 }) else {
      throw Finding(what: "a step is left that was to be forgotten")
    }
  }
}

/// A tree of settings that is quickly read: the papers' has a target of its own.
private struct RunSettings: SettingsTree {
  enum Preset: String, SettingChoice {
    case paper, small
  }

  @Setting("The defaults.")
  var preset = Preset.paper
  @Setting("Where random draws begin.")
  var seed: UInt64 = 1

  init(_ preset: Preset) { self.preset = preset }

  static var standardPreset: Preset { .paper }
}
