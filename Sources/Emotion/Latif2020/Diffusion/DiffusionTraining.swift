import Classical
import Engine
import Kernels
import Random
import Training

/// The training of a diffusion model of feature vectors by algorithm 1 of Ho et al. 2020, over epochs in
/// each of which every vector is taken to one step t, drawn anew.
struct DiffusionTraining {
  /// With the running mean of the network's weights.
  let model: DiffusionModel
  let course: EpochCourse<DiffusedBatch>

  /// - Parameter vectors: what is to be imitated.
  /// - Throws: `EngineError.device` where networks and optimizer find no memory; `ClassicalError` where
  ///   there is no vector, or they have no principal components.
  init(
    _ vectors: LabelledFeatures, settings: DiffusionSettings, seed: UInt64, on kernels: Kernels
  ) throws {
    let space = try DiffusionSpace(of: vectors.features, components: settings.components)
    func denoiser() throws(EngineError) -> Denoiser {
      try Denoiser(
        settings, numbers: space.vectors.columns, classes: vectors.targets.columns,
        PhiloxSource(seed: seed, at: RandomAddress(Purpose.diffusionWeights), on: kernels))
    }
    let trained = try denoiser()
    let mean = MovingAverage(in: try denoiser(), decay: Float(settings.decay))
    let adam = try Adam(of: trained, settings: AdamSettings(learningRate: settings.learningRate))
    let schedule = NoiseSchedule(cosine: settings.steps, offset: settings.offset)
    let diffused = LabelledFeatures(space.vectors, targets: vectors.targets)
    model = DiffusionModel(
      denoiser: mean.network, space: space, schedule: schedule, settings: settings)
    course = EpochCourse(
      epochs: settings.epochs, rows: vectors.count, batch: settings.batch,
      state: trained.state(named: "model") + mean.state(named: "average")
        + adam.state(named: "adam"),
      purpose: Purpose.diffusionSteps, seed: seed, on: kernels
    ) { rows, samples, generator in
      // All are drawn: which step a vector is taken to does not depend on who computes it.
      let places = rows.map { _ in generator.index(below: schedule.steps.count) }
      return DiffusedBatch(
        diffused.selecting(Array(rows[samples])), to: Array(places[samples]), of: schedule,
        embedding: settings.embedding)
    } step: { (batch, place) throws(EngineError) in
      let share = try batch.noise.tensor(on: kernels)
      let noise = try place.random.normal(share.shape)
      let x = try batch.origin.tensor(on: kernels) + share * noise
      let found = try trained(x, batch.condition.tensor(on: kernels), .training(place.random))
      // L_simple, eq. 14.
      let loss = try adam.minimize(meanSquaredError(found, noise), over: place.share)
      try mean.update(from: trained)
      return [("diffusion", loss)]
    }
  }
}

/// Vectors of a step of the training, each with the step t of the diffusion that it is taken to: the two
/// parts of x_t = √ᾱ_t · x_0 + √(1 - ᾱ_t) · ε (Ho et al. 2020, eq. 4).
struct DiffusedBatch: Sendable {
  /// √ᾱ_t · x_0: vectors × numbers.
  let origin: SampleMatrix
  /// √(1 - ᾱ_t), which ε is multiplied by: vectors × numbers.
  let noise: SampleMatrix
  /// t and the class, as the denoiser is told them.
  let condition: SampleMatrix

  /// - Parameter places: of each vector's step in the schedule.
  init(
    _ vectors: LabelledFeatures, to places: [Int], of schedule: NoiseSchedule, embedding: Int
  ) {
    let (rows, columns) = (vectors.count, vectors.features.columns)
    let kept = places.map { schedule.kept[$0] }
    origin = SampleMatrix(
      rows: rows, columns: columns,
      values: kept.enumerated().flatMap { row, kept in
        vectors.features[row].map { Float(kept.squareRoot()) * $0 }
      })
    noise = SampleMatrix(
      rows: rows, columns: columns,
      values: kept.flatMap { repeatElement(Float((1 - $0).squareRoot()), count: columns) })
    condition = SampleMatrix(
      steps: places.map { schedule.steps[$0] }, width: embedding, classes: vectors.targets)
  }
}

extension Trainer {
  /// Trains a diffusion model from its newest checkpoint, or from the start, and draws from it.
  ///
  /// - Parameters:
  ///   - vectors: what is to be imitated.
  ///   - classes: those of the vectors that are wanted: vectors × classes.
  ///   - part: the name of this part of the run, which its checkpoints and metrics carry.
  /// - Throws: `TrainingInterrupted` after saving; `EngineError.notFinite` where a loss diverges;
  ///   `ClassicalError` where the vectors have no principal components.
  func diffuse(
    _ vectors: LabelledFeatures, to classes: SampleMatrix, seed: UInt64, part: String
  ) throws -> LabelledFeatures {
    let training = try DiffusionTraining(
      vectors, settings: configuration.diffusion, seed: seed, on: kernels)
    try run.finish(training.course, part: part)
    let drawn = try training.model.sample(classes, seed: seed, on: kernels) {
      observer.isStopRequested
    }
    guard let drawn else { throw TrainingInterrupted(part: part) }
    return LabelledFeatures(drawn, targets: classes)
  }
}
