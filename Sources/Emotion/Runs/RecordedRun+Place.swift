import Files
import Foundation
public import Training

extension RecordedRun {
  /// How far the run is, where one process has it, such as "fold 2 of 10, at seed1-fold2-AUG, epoch 3".
  var place: String {
    let last = history.records.last.map { "at \($0.part), \($0.unit) \($0.step)" }
    return [foldUnderWay, last ?? "before its first \(firstUnit)"].compactMap(\.self)
      .joined(separator: ", ")
  }

  /// nil where the run is no experiment of several folds, or does not say of how many.
  private var foldUnderWay: String? {
    guard let total = foldCount, total > 1 else { return nil }
    let kept = (try? Folder.names(in: folder.appending(path: "folds"))) ?? []
    let done = kept.count { $0.hasSuffix(".json") && !$0.hasPrefix(".") }
    let seeds = settings?.experiment.seeds ?? 1
    let all = "\(total)" + (seeds > 1 ? " in \(seeds) seeds" : "")
    return done < total ? "fold \(done + 1) of \(all)" : "all folds done, \(all)"
  }

  /// In all seeds; nil where the run does not say.
  private var foldCount: Int? {
    guard let table = try? CSVTable(contentsOf: folder.appending(path: FoldTable.fileName)),
      let column = table.header.firstIndex(of: "fold"), let settings
    else { return nil }
    return Set(table.rows.map { $0[column] }).count * settings.experiment.seeds
  }

  private var firstUnit: String {
    environment.subcommand == "train augmentor"
      ? MetricsHistory.Record.iteration : MetricsHistory.Record.epoch
  }
}

extension MetricsHistory.Record {
  static let (epoch, iteration) = ("epoch", "iteration")

  /// What its step is: an augmentor of pictures is trained by iterations, everything else by epochs.
  public var unit: String { values["rep"] == nil ? Self.epoch : Self.iteration }
}
