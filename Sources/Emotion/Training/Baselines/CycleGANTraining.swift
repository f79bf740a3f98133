import Engine
import Kernels
import Speech

/// The training of a CycleGAN on feature vectors: both discriminators, then both translators by the
/// adversarial losses and by how well a vector comes back.
struct CycleGANTraining {
  /// Vectors of both sides, as many of each.
  struct Pair: Sendable {
    let source, emotion: SampleMatrix
  }

  let gan: CycleGAN
  let course: EpochCourse<Pair>

  /// - Parameters:
  ///   - source: vectors to begin from, and `emotion`, those to imitate, on the networks' scale.
  /// - Throws: `EngineError.device` where networks and optimizers find no memory.
  init(
    from source: SampleMatrix, to emotion: SampleMatrix, isBounded: Bool,
    settings: BaselineSettings, seed: UInt64, on kernels: Kernels
  ) throws(EngineError) {
    let gan = try CycleGAN(
      settings, features: source.columns, isBounded: isBounded,
      PhiloxSource(seed: seed, on: kernels))
    let ofTranslators = try Adam(
      gan.forward.parameters + gan.backward.parameters, settings.adam)
    let ofJudges = try Adam(
      gan.emotionJudge.parameters + gan.sourceJudge.parameters, settings.adam)
    self.gan = gan
    course = EpochCourse(
      epochs: settings.epochs, rows: emotion.rows, batch: settings.batch,
      state: gan.state + ofTranslators.state(named: "adam.translators")
        + ofJudges.state(named: "adam.judges"), seed: seed, on: kernels
    ) { rows, generator in
      let partners = rows.map { _ in generator.index(below: source.rows) }
      return Pair(source: source.selecting(partners), emotion: emotion.selecting(rows))
    } step: { (pair, _, random) throws(EngineError) in
      let phase = Phase.training(random)
      let x = try pair.source.tensor(on: kernels)
      let y = try pair.emotion.tensor(on: kernels)
      let (asEmotion, asSource) = (try gan.forward(x, phase), try gan.backward(y, phase))
      let judges =
        try bceWithLogits(gan.emotionJudge(y, phase), target: 1)
        + bceWithLogits(gan.emotionJudge(asEmotion.detached, phase), target: 0)
        + bceWithLogits(gan.sourceJudge(x, phase), target: 1)
        + bceWithLogits(gan.sourceJudge(asSource.detached, phase), target: 0)
      try ofJudges.step(judges.gradients(of: ofJudges.parameters))
      let adversarial =
        try bceWithLogits(gan.emotionJudge(asEmotion, phase), target: 1)
        + bceWithLogits(gan.sourceJudge(asSource, phase), target: 1)
      let cycle =
        try meanSquaredError(gan.backward(asEmotion, phase), x)
        + meanSquaredError(gan.forward(asSource, phase), y)
      let translators = try adversarial + Float(settings.cycleWeight) * cycle
      try ofTranslators.step(translators.gradients(of: ofTranslators.parameters))
      return [
        ("discriminators", judges.detached), ("translators", adversarial.detached),
        ("cycle", cycle.detached),
      ]
    }
  }
}
