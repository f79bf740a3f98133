import Classical
import Engine
import Random

/// Classifiers of one fold that learn from what the row of both learns from, but with vectors that are
/// made in other ways than by the mixup GAN: as many of each class, once a fold.
struct AugmentedFeatures {
  let trainer: Trainer

  /// The rows of one fold.
  ///
  /// - Parameter part: what the names of the run's parts begin with.
  /// - Throws: `TrainingInterrupted` after saving; `EngineError.notFinite` where a loss diverges.
  func outcomes(of fold: FeatureFold, part: String) throws -> [RowOutcome<ClassAnswers>] {
    let mixup = Mixup(alpha: trainer.configuration.mixupGAN.alpha)
    return try trainer.configuration.vectorAugmentation.rows.map { augmentation in
      let part = "\(part)-\(augmentation.rawValue)"
      let made = try vectors(by: augmentation, of: fold, part: part)
      return try trainer.outcome(
        augmentation.row, of: fold,
        TrainingVectors(
          fold.training, mixup: mixup, further: fold.scale.isBounded ? made.bounded : made),
        hidden: trainer.configuration.dnn.hiddenOfBoth, part: "\(part)-both")
    }
  }

  /// Two vectors for each recording: the mixup GAN makes one of each, and one of each mix.
  private func vectors(
    by augmentation: VectorAugmentation, of fold: FeatureFold, part: String
  ) throws -> LabelledFeatures {
    let settings = trainer.configuration.vectorAugmentation
    let originals = fold.training
    var generator = SeededGenerator(seed: fold.seed, stream: "vectors by \(augmentation.rawValue)")
    switch augmentation {
    case .smote:
      let made = originals.oversampled(
        by: SMOTE(neighbours: settings.neighbours), times: 2, using: &generator)
      if made.copied > 0 {
        let classes = made.copied == 1 ? "one class has" : "\(made.copied) classes have"
        trainer.observer.say(
          "In fold \(fold.name), seed \(fold.seed), \(classes) a single recording to learn from, of which "
            + "SMOTE makes copies.")
      }
      return made.vectors
    case .noise:
      let doubled = originals.appending(originals)
      return LabelledFeatures(
        doubled.features.noised(
          by: Float(settings.deviation), of: originals.features, using: &generator),
        targets: doubled.targets)
    case .mixup:
      let rows = Array(0..<originals.count)
      return Mixup(alpha: trainer.configuration.mixupGAN.alpha).draw(
        for: rows + rows, from: originals.count, using: &generator)(originals)
    case .diffusion:
      return try trainer.diffuse(
        originals, to: originals.targets.appending(originals.targets), seed: fold.seed, part: part)
    }
  }
}

extension LabelledFeatures {
  /// New vectors of each class by SMOTE, so many for each that there is, one class after the other; and
  /// how many classes have a single vector, of which there are copies.
  func oversampled(
    by smote: SMOTE, times: Int, using generator: inout SeededGenerator
  ) -> (vectors: LabelledFeatures, copied: Int) {
    let members = Dictionary(grouping: labels.indices) { labels[$0] }
    var made = selecting([])
    for label in members.keys.sorted() {
      let own = members[label] ?? []
      let origins = (0..<times).flatMap { _ in own.indices }
      made = made.appending(
        LabelledFeatures(
          smote(features.selecting(own), from: origins, using: &generator),
          targets: targets.selecting(origins.map { own[$0] })))
    }
    return (made, members.values.count { $0.count == 1 })
  }

  /// These vectors, with every feature kept within 0...1.
  var bounded: LabelledFeatures {
    LabelledFeatures(
      SampleMatrix(
        rows: features.rows, columns: features.columns,
        values: features.values.map { min(max($0, 0), 1) }), targets: targets)
  }
}

extension SampleMatrix {
  /// These vectors with Gaussian noise on every feature.
  ///
  /// - Parameter share: the noise's deviation, in deviations of the feature over `others`.
  func noised(
    by share: Float, of others: SampleMatrix, using generator: inout SeededGenerator
  ) -> SampleMatrix {
    let deviations = FeatureScale.zNorm(of: others).span
    var noised = self
    for index in values.indices {
      noised.values[index] += share * deviations[index % columns] * Float(generator.normal())
    }
    return noised
  }

}
