import Emotion
import Exchange
import Files
import Foundation
import Settings
import Training

/// What a run leaves for eyes while it goes: TensorBoard's events, and pictures of what an
/// augmentor makes.
final class RunRecorder {
  private let pictures: URL
  private let events: URL
  /// That of the part under way: there may be more parts than files can be open.
  private var open: (folder: String, file: EventFile)?

  init(_ folder: RunFolder) {
    pictures = folder.file("pictures")
    events = folder.file("tensorboard")
  }

  /// Adds numbers of a part of the run.
  ///
  /// - Throws: `FileError`.
  func record(_ record: MetricsHistory.Record) throws(FileError) {
    let place = EventPlace(ofPart: record.part)
    try file(in: place.folder).append(
      Dictionary(uniqueKeysWithValues: record.values.map { (place.tag($0), $1) }),
      step: record.step)
  }

  /// Adds a comparison, and leaves the newest of each part in `pictures/`, with what its colours are.
  ///
  /// - Throws: `FileError`.
  func record(_ comparison: AugmentationComparison, part: String, step: Int) throws(FileError) {
    let image = comparison.image
    let place = EventPlace(ofPart: part)
    try file(in: place.folder).append(
      png: image.png(), width: image.width, height: image.height,
      tag: place.tag("original, augmented, difference"), step: step)
    try Folder.create(pictures)
    let picture = pictures.appendingPathComponent("\(part).png")
    try image.write(to: picture)
    if let colors = comparison.colors {
      try JSONFile.write(colors, to: ComparisonColors.file(beside: picture))
    }
  }

  /// Adds what each row's classifiers were found to recognise, with the settings for HParams: a session for
  /// each seed in each fold, of which those of one row are a group.
  ///
  /// - Throws: `FileError`.
  func record(_ results: ExperimentResults, by settings: String) throws(FileError) {
    let shared = Self.hyperparameters(
      settings, of: results.inputs == nil ? Self.ofPictures : Self.ofFeatures)
    for (row, found) in results.rows {
      let runs = found.runs ?? []
      let folds = runs.reduce(into: [String]()) { folds, run in
        if !folds.contains(run.fold) { folds.append(run.fold) }
      }
      for run in runs {
        let number = folds.firstIndex(of: run.fold) ?? 0
        let file = try file(
          in: EventPlace.folder(ofRow: row, fold: number + 1, seed: run.seed))
        let figures = [("uar", run.uar), ("macro_f1", run.macroF1), ("accuracy", run.wa)]
        try file.append(
          Dictionary(
            uniqueKeysWithValues: figures.compactMap { name, value in
              value.map { ("test/\(name)", $0) }
            }), step: 0)
        try file.append(
          hyperparameters: shared.merging(["row": .text(row)]) { $1 }, group: row)
      }
    }
  }

  /// The settings by which trainings and experiments differ; a list of them all would hide these.
  private static let ofPictures: Set = [
    "experiment", "classifier", "augmentorTraining", "losses", "objective", "crossLingual",
  ]
  /// The same of features.
  private static let ofFeatures: Set = [
    "experiment", "dnn", "mixupGAN", "vectorAugmentation", "features", "crossCorpus",
  ]

  /// - Parameters:
  ///   - settings: the text of `config.yaml`.
  ///   - groups: those that are shown.
  private static func hyperparameters(
    _ settings: String, of groups: Set<String>
  ) -> [String: Hyperparameter] {
    let recorded = RecordedSettings(settings)
    let leaves = recorded.leaves.filter { key, _ in
      key == "preset" || groups.contains(String(key.prefix { $0 != "." }))
    }
    return Dictionary(leaves.map { ($0.key, Hyperparameter($0.value)) }) { first, _ in first }
  }

  private func file(in folder: String) throws(FileError) -> EventFile {
    if let open, open.folder == folder { return open.file }
    let file = try EventFile(in: events.appending(path: folder))
    open = (folder, file)
    return file
  }
}
