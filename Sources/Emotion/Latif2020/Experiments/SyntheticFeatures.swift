import Classical
import Engine

/// The classifiers of section 5.1.1 of Latif et al. 2020 on one fold: trained on real features, on
/// synthetic ones, and on both; and, which the paper has not, on real ones repeated to as many as both.
struct SyntheticFeatures {
  let trainer: Trainer

  /// With real features, and with as many of these as real and synthetic ones are together.
  static func comparisons(of rows: [String]) -> [RowPair] {
    RowPair.each(of: rows, against: [Row.real.rawValue, Row.oversampled.rawValue])
  }

  /// The rows of Tables 1 and 3.
  enum Row: String, CaseIterable {
    /// Originals and their mixes.
    case real = "real"
    /// The same with originals repeated, as many as `both` has synthetic vectors.
    case oversampled = "real, oversampled"
    /// Trained on synthetic vectors, tested on real ones.
    case synthetic = "synthetic"
    /// The same classifier, tested on G(E(x)) of the test vectors.
    case reconstructed = "synthetic, reconstructed test"
    case both = "real + synthetic"
  }

  /// The rows of the paper's method for one fold.
  ///
  /// - Parameter part: what the names of the run's parts begin with.
  /// - Throws: `TrainingInterrupted` after saving; `EngineError.notFinite` where a loss diverges.
  func outcomes(of fold: FeatureFold, part: String) throws -> [RowOutcome<ClassAnswers>] {
    let settings = trainer.configuration.dnn
    let mixup = Mixup(alpha: trainer.configuration.mixupGAN.alpha)
    let gan = try trainer.trainMixupGAN(
      fold.training.features, isBounded: fold.scale.isBounded, seed: fold.seed, part: "\(part)-gan")
    try trainer.keep(gan, of: fold, part: "\(part)-gan")
    // One synthetic vector for each original and one for each mix.
    let mixes = mixup.draw(forAll: fold.training.count, seed: fold.seed, stream: "synthetic")
    let sources = fold.training.appending(mixes(fold.training))
    let synthetic = LabelledFeatures(
      try gan.reconstructions(of: sources.features, on: trainer.kernels),
      targets: sources.targets)

    func classifier(
      _ row: Row, hidden: Int, _ vectors: TrainingVectors
    ) throws -> DNN {
      let part = "\(part)-\(row)"
      let classifier = try trainer.trainDNN(
        vectors, heldOut: fold.heldOut, hidden: hidden, seed: fold.seed, part: part)
      try trainer.keep(classifier, hidden: hidden, of: fold, part: part)
      return classifier
    }
    func outcome(
      _ row: Row, _ classifier: DNN, on features: SampleMatrix
    ) throws(EngineError) -> RowOutcome<ClassAnswers> {
      RowOutcome(
        row.rawValue, of: fold,
        probabilities: try classifier.probabilities(of: features, on: trainer.kernels))
    }
    let ofReal = try classifier(
      .real, hidden: settings.hidden, TrainingVectors(fold.training, mixup: mixup))
    let repeated = fold.training.selecting(
      (0..<synthetic.count).map { $0 % fold.training.count })
    let ofRepeated = try classifier(
      .oversampled, hidden: settings.hiddenOfBoth,
      TrainingVectors(fold.training, mixup: mixup, further: repeated))
    let ofSynthetic = try classifier(
      .synthetic, hidden: settings.hidden,
      TrainingVectors(synthetic, recordings: fold.training.count))
    let ofBoth = try classifier(
      .both, hidden: settings.hiddenOfBoth,
      TrainingVectors(fold.training, mixup: mixup, further: synthetic))
    var outcomes = [
      try outcome(.real, ofReal, on: fold.test.features),
      try outcome(.oversampled, ofRepeated, on: fold.test.features),
    ]
    if settings.syntheticTest != .reconstructed {
      outcomes.append(try outcome(.synthetic, ofSynthetic, on: fold.test.features))
    }
    if settings.syntheticTest != .real {
      outcomes.append(
        try outcome(
          .reconstructed, ofSynthetic,
          on: gan.reconstructions(of: fold.test.features, on: trainer.kernels)))
    }
    return outcomes + [try outcome(.both, ofBoth, on: fold.test.features)]
  }
}

extension SyntheticFeatures {
  /// The rows of Tables 1 and 3 for one fold; those of the paper's method come last.
  ///
  /// - Parameters:
  ///   - part: what the names of the run's parts begin with.
  ///   - neutral: the label of the class that the CycleGAN begins from; nil where there is none
  ///     such.
  ///   - baselines: whether there are rows of the GANs that the paper compares with. Those of
  ///     `vectorAugmentation.rows` follow them.
  /// - Throws: `TrainingInterrupted` after saving; `EngineError.notFinite` where a loss diverges.
  func outcomes(
    of fold: FeatureFold, part: String, neutral: Int?, baselines: Bool
  ) throws -> [RowOutcome<ClassAnswers>] {
    let others = BaselineFeatures(trainer: trainer, neutral: neutral)
    return try (baselines ? others.outcomes(of: fold, part: part) : [])
      + AugmentedFeatures(trainer: trainer).outcomes(of: fold, part: part)
      + outcomes(of: fold, part: part)
  }
}
