import Classical
import Engine
import Kernels
import Random
import Training

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
  ///   - source: vectors to begin from, on the networks' scale.
  ///   - emotion: those to imitate, on the same scale.
  ///   - isBounded: whether that scale is 0...1.
  /// - Throws: `EngineError.device` where networks and optimizers find no memory.
  init(
    from source: SampleMatrix, to emotion: SampleMatrix, isBounded: Bool,
    settings: BaselineSettings, series: Int, seed: UInt64, on kernels: Kernels
  ) throws(EngineError) {
    let gan = try CycleGAN(
      settings, features: source.columns, isBounded: isBounded,
      PhiloxSource(
        seed: seed, at: RandomAddress(Purpose.cycleGANWeights, series: series), on: kernels))
    let updates = try Updates(gan, settings)
    self.gan = gan
    course = EpochCourse(
      epochs: settings.epochs, rows: emotion.rows, batch: settings.batch, state: updates.state,
      purpose: Purpose.cycleGANSteps, series: series, seed: seed, on: kernels
    ) { rows, samples, generator in
      let partners = rows.map { _ in generator.index(below: source.rows) }
      return Pair(
        source: source.selecting(Array(partners[samples])),
        emotion: emotion.selecting(Array(rows[samples])))
    } step: { (pair, place) throws(EngineError) in
      try updates.step(
        source: pair.source.tensor(on: kernels), emotion: pair.emotion.tensor(on: kernels),
        place.random)
    }
  }

  /// The four networks with the two optimisers that move them.
  private struct Updates: Module {
    let gan: CycleGAN
    let translatorsAdam, judgesAdam: Adam
    private let cycleWeight: Float

    init(_ gan: CycleGAN, _ settings: BaselineSettings) throws(EngineError) {
      self.gan = gan
      cycleWeight = Float(settings.cycleWeight)
      translatorsAdam = try Adam(of: gan.forward, gan.backward, settings: settings.adam)
      judgesAdam = try Adam(of: gan.emotionJudge, gan.sourceJudge, settings: settings.adam)
    }

    func step(
      source x: Tensor, emotion y: Tensor, _ random: any RandomSource
    ) throws(EngineError) -> StepLosses {
      let phase = Phase.training(random)
      let (asEmotion, asSource) = (try gan.forward(x, phase), try gan.backward(y, phase))
      let judges = try judgesAdam.minimize(
        bceWithLogits(gan.emotionJudge(y, phase), target: 1)
          + bceWithLogits(gan.emotionJudge(asEmotion.detached, phase), target: 0)
          + bceWithLogits(gan.sourceJudge(x, phase), target: 1)
          + bceWithLogits(gan.sourceJudge(asSource.detached, phase), target: 0), over: random.share)
      let adversarial =
        try bceWithLogits(gan.emotionJudge(asEmotion, .frozen(random)), target: 1)
        + bceWithLogits(gan.sourceJudge(asSource, .frozen(random)), target: 1)
      let cycle =
        try meanSquaredError(gan.backward(asEmotion, phase), x)
        + meanSquaredError(gan.forward(asSource, phase), y)
      try translatorsAdam.minimize(adversarial + cycleWeight * cycle, over: random.share)
      return [
        ("discriminators", judges), ("translators", adversarial.detached),
        ("cycle", cycle.detached),
      ]
    }
  }
}
