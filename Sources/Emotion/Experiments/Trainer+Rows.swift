import Engine

extension Trainer {
  /// Trains a row's classifier on a fold and tests it.
  ///
  /// - Parameters:
  ///   - count: copies of each utterance that the row's augmentation is to make.
  ///   - augmented: the training utterances of which copies are made.
  ///   - part: the name of the row's part of the run.
  /// - Throws: `TrainingInterrupted` after saving; `EngineError`, `ConfigurationError`.
  func outcome(
    of row: AugmentationRow, on data: FoldData, copies count: Int, of augmented: [Utterance],
    classes: [String], fold: String, seed: UInt64, part: String
  ) throws -> FoldOutcome {
    let copies =
      count == 0
      ? []
      : try row.augmentation.copies(
        count, of: augmented, in: data, trainer: self, seed: seed, part: part)
    let model = try trainClassifier(
      data.training + copies, heldOut: data.heldOut, classes: classes, padding: data.padding,
      mixup: row.augmentation.mixup, seed: seed, part: part)
    let settings = configuration.classifier
    let voting = SegmentVoting(
      model, length: settings.segment, stride: settings.stride, padding: data.padding,
      batch: settings.batch, on: kernels)
    return FoldOutcome(
      row: row.name, seed: seed, fold: fold, verdicts: try voting.verdicts(on: data.test))
  }
}
