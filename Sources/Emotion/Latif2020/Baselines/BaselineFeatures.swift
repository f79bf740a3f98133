import Classical
import Engine
import Random

/// What the mixup GAN is compared with on one fold: classifiers of real features without mixup, and
/// of the synthetic ones of other GANs, alone and beside real ones.
struct BaselineFeatures {
  let trainer: Trainer
  /// The label of the class that the CycleGAN begins from; nil where the corpus has none such.
  let neutral: Int?

  /// The GANs, in architectures of ours.
  enum Model: String, CaseIterable {
    /// After Sahu et al. 2018: one a class, from noise.
    case vanilla = "vanilla GAN (our form)"
    /// After Sahu et al. 2018: one that is told the class, from noise.
    case conditional = "conditional GAN (our form)"
    /// After Bao et al. 2019: one a class, from neutral vectors.
    case cycle = "CycleGAN (our form)"

    var synthetic: String { "\(rawValue), synthetic" }
    var both: String { "\(rawValue), real + synthetic" }
  }

  /// The row of real features without mixup.
  static let real = "real without mixup"

  /// The names of all rows.
  static let rows = [real] + Model.allCases.flatMap { [$0.synthetic, $0.both] }

  /// The rows of one fold.
  ///
  /// - Parameter part: what the names of the run's parts begin with.
  /// - Throws: `TrainingInterrupted` after saving; `EngineError.notFinite` where a loss diverges.
  func outcomes(of fold: FeatureFold, part: String) throws -> [RowOutcome<ClassAnswers>] {
    let settings = trainer.configuration.dnn
    var outcomes = [
      try trainer.outcome(
        Self.real, of: fold, TrainingVectors(fold.training), hidden: settings.hidden,
        part: "\(part)-real-unmixed")
    ]
    for model in Model.allCases {
      let name = "\(part)-\(model)"
      let synthetic = try synthesize(by: model, fold, part: name)
      outcomes.append(
        try trainer.outcome(
          model.synthetic, of: fold, TrainingVectors(synthetic, recordings: fold.training.count),
          hidden: settings.hidden,
          part: "\(name)-synthetic"))
      outcomes.append(
        try trainer.outcome(
          model.both, of: fold, TrainingVectors(fold.training, further: synthetic),
          hidden: settings.hiddenOfBoth, part: "\(name)-both"))
    }
    return outcomes
  }

  private func synthesize(
    by model: Model, _ fold: FeatureFold, part: String
  ) throws -> LabelledFeatures {
    switch model {
    case .conditional:
      return try synthetic(
        fold.training, of: fold, isConditional: true, series: 0, part: "\(part)-gan")
    case .vanilla:
      return try eachClass(of: fold) { label, members in
        try synthetic(
          fold.training.selecting(members), of: fold, isConditional: false,
          series: series(of: label), part: "\(part)-gan-\(label)")
      }
    case .cycle:
      return try eachClass(of: fold) { label, members in
        try translated(members, label: label, of: fold, part: "\(part)-gan-\(label)")
      }
    }
  }

  /// Which of a fold's GANs that of a class is; the one of all classes is the first.
  private func series(of label: Int) -> Int { 1 + label % (RandomAddress.seriesCount - 1) }

  /// The vectors made for all classes, one after the other.
  ///
  /// - Throws: what `body` throws.
  private func eachClass(
    of fold: FeatureFold,
    _ body: (_ label: Int, _ members: [Int]) throws -> LabelledFeatures
  ) throws -> LabelledFeatures {
    let labels = fold.training.labels
    let parts = try (0..<fold.training.targets.columns).map { label in
      try body(label, labels.indices.filter { labels[$0] == label })
    }
    return parts.dropFirst().reduce(parts[0]) { $0.appending($1) }
  }

  /// Two vectors from noise for each given one, as many as the mixup GAN makes.
  ///
  /// - Parameter series: which of the fold's GANs it is.
  /// - Throws: `TrainingInterrupted` after saving; `EngineError.notFinite` where a loss diverges.
  private func synthetic(
    _ vectors: LabelledFeatures, of fold: FeatureFold, isConditional: Bool, series: Int,
    part: String
  ) throws -> LabelledFeatures {
    let training = try NoiseGANTraining(
      vectors, isConditional: isConditional, isBounded: fold.scale.isBounded,
      settings: trainer.configuration.baselines, series: series, seed: fold.seed,
      on: trainer.kernels)
    try trainer.run.finish(training.course, part: part)
    let targets = vectors.targets.appending(vectors.targets)
    let random = PhiloxSource(
      seed: fold.seed, at: RandomAddress(Purpose.noiseGANVectors, series: series),
      on: trainer.kernels)
    let features = try training.gan.synthesize(
      targets.rows, condition: isConditional ? targets.tensor(on: trainer.kernels) : nil, random,
      .inference)
    return LabelledFeatures(
      SampleMatrix(
        rows: targets.rows, columns: vectors.features.columns, values: try features.values()),
      targets: targets)
  }

  /// The vectors of neutral recordings, for neutral itself those of all others, as such of a class.
  ///
  /// - Throws: `TrainingInterrupted` after saving; `EngineError.notFinite` where a loss diverges.
  private func translated(
    _ members: [Int], label: Int, of fold: FeatureFold, part: String
  ) throws -> LabelledFeatures {
    let labels = fold.training.labels
    let isSource: (Int) -> Bool =
      if let neutral, neutral != label { { $0 == neutral } } else { { $0 != label } }
    let source = fold.training.features.selecting(labels.indices.filter { isSource(labels[$0]) })
    let training = try CycleGANTraining(
      from: source, to: fold.training.features.selecting(members), isBounded: fold.scale.isBounded,
      settings: trainer.configuration.baselines, series: series(of: label), seed: fold.seed,
      on: trainer.kernels)
    try trainer.run.finish(training.course, part: part)
    return LabelledFeatures(
      try source.mapped(on: trainer.kernels, by: training.gan.forward.callAsFunction),
      labels: Array(repeating: label, count: source.rows), classes: fold.training.targets.columns)
  }
}
