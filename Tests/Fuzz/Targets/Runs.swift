import Emotion
import Foundation
import Settings
import Training

extension FuzzTarget {
  /// The folder of a run: what is shown of it, and whether it goes on.
  static let run = FuzzTarget("run") { input in
    let folder = try input.files()
    let opened = Result { try RunFolder.resuming(folder, as: Configuration.self) }
    let run = try RecordedRun(folder)
    _ = (run.environment.subcommand, run.recalls, run.seconds, run.preset, run.given)
    _ = try run.state
    for key in run.history.keys { _ = run.history.curves(of: key) { $0 } }
    _ = try opened.get()
  }

  /// `metrics.jsonl`, which a run that goes on cuts off and adds to.
  static let metrics = FuzzTarget("metrics") { input in
    let file = try input.file("metrics.jsonl")
    let history = try MetricsHistory(contentsOf: file)
    for key in history.keys { _ = history.curves(of: key) { String($0.prefix(1)) } }
    let log = try MetricsLog(file)
    for part in Set(history.records.map(\.part)) { try log.forget(part, after: 1) }
    try log.append(["part": "x"])
    let again = try MetricsHistory(contentsOf: file)
    guard again.records.allSatisfy({ $0.step <= 1 }) else {
      throw Finding(what: "a step is left that was to be forgotten")
    }
  }
}
