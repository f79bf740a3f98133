import Classical
import Training

/// Support vector machines on all features within a corpus: what every paper on a feature set is
/// compared with.
public struct SupportVectorExperiment: FeatureExperiment {
  public let corpus: FeatureCorpus
  public let trainer: Trainer

  public static let name = "support-vectors"

  /// A kind of machine.
  enum Row: String, CaseIterable {
    /// Its cost is `supportVectors.cost`.
    case linear
    /// Its cost and width are the best of `encoding`'s on held-out training data.
    case rbf = "RBF, chosen on held-out data"
  }

  /// The settings that differ from the preset's, as `key=value`: all emotions of the manifest,
  /// features by mean and deviation, and one repetition, since of the machines nothing but RBF's
  /// hold-out is drawn.
  public static let settings = [
    "corpus.classes=[]", "features.normalization=z-norm", "experiment.seeds=1",
  ]

  public init(_ corpus: FeatureCorpus, trainer: Trainer) {
    self.corpus = corpus
    self.trainer = trainer
  }

  /// The cost and the width of the machine with RBF kernel.
  public var choosesOnHoldOut: Bool { true }

  public func outcomes(of fold: FeatureFold, part: String) throws -> [RowOutcome<ClassAnswers>] {
    try Row.allCases.map { row in
      trainer.observer.begin("\(part)-\(row)", steps: 1, done: 0)
      if trainer.observer.isStopRequested { throw TrainingInterrupted(part: part) }
      let machine = try machine(row, of: fold)
      trainer.observer.advance(to: 1, "")
      return RowOutcome(row.rawValue, of: fold, predicted: try machine.predict(fold.test.features))
    }
  }

  private func machine(
    _ row: Row, of fold: FeatureFold
  ) throws(ClassicalError) -> SupportVectorMachine {
    switch row {
    case .linear:
      try SupportVectorMachine(
        fold.training.features.appending(fold.heldOut.features),
        labels: fold.training.labels + fold.heldOut.labels,
        kernel: .linear, cost: trainer.configuration.supportVectors.cost)
    case .rbf:
      try trainer.configuration.encoding.grid.machine(
        training: fold.training.features, labels: fold.training.labels,
        heldOut: fold.heldOut.features, heldOutLabels: fold.heldOut.labels,
        by: ConfusionMatrix.averageRecall)
    }
  }
}
