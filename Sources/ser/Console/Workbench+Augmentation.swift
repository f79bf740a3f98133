import Emotion

extension Workbench {
  /// Runs an experiment of one corpus, writes what it found, and shows its table.
  func runAugmentation(_ name: String, rows: [AugmentationRow], asJSON: Bool) throws {
    let outcome = try AugmentationExperiment(
      name, rows: rows, on: prepared.corpus, floor: floor, trainer: trainer
    ).run()
    try session.finish([outcome], frontEnd: prepared.frontEnd, asJSON: asJSON)
  }
}
