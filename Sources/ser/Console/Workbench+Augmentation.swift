import Emotion

extension Workbench {
  /// Runs an experiment of one corpus, writes what it found, and shows its table.
  ///
  /// - Throws: as the experiment and `RunSession.finish`.
  func run(
    _ experiment: (some AugmentationExperiment).Type, _ division: Division,
    keeping: KeepingOptions? = nil, asJSON: Bool
  ) throws {
    let corpus = try DivisionOptions.apply(
      division, to: prepared.corpus, of: prepared.manifest, configuration.experiment)
    let outcome = try experiment.run(
      on: corpus, floor: floor, division: division,
      trainer: keeping.map { trainer.keeping($0, of: prepared, classes: corpus.classes) } ?? trainer
    )
    try session.finish([outcome], asJSON: asJSON)
  }
}
