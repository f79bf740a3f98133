import Classical
import Engine
import Kernels
import Random
import Training

/// A denoising diffusion model of feature vectors (Ho et al. 2020), class by class, in an architecture
/// of ours.
struct DiffusionModel {
  let denoiser: Denoiser
  let space: DiffusionSpace
  /// All T steps.
  let schedule: NoiseSchedule
  let settings: DiffusionSettings

  /// New vectors of given classes, on the scale of the training vectors. Those of one seed and place are
  /// the same however many are drawn.
  ///
  /// - Parameters:
  ///   - classes: vectors × classes.
  ///   - isStopRequested: asked between some hundred vectors and the next.
  /// - Returns: nil where it was to stop.
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  func sample(
    _ classes: SampleMatrix, seed: UInt64, on kernels: Kernels, isStopRequested: () -> Bool
  ) throws(EngineError) -> SampleMatrix? {
    let taken = schedule.respaced(to: settings.samplingSteps)
    var values: [Float] = []
    for (number, rows) in BatchOrder.inOrder(classes.rows, by: 512).enumerated() {
      if isStopRequested() { return nil }
      let first = number * (taken.steps.count + 1)
      values += try sample(classes.selecting(rows), by: taken, on: kernels) { place in
        PhiloxSource(
          seed: seed, at: RandomAddress(Purpose.diffusionVectors, step: first + place), on: kernels)
      }.values()
    }
    return space.features(
      of: SampleMatrix(rows: classes.rows, columns: space.least.count, values: values))
  }

  /// Algorithm 2 of Ho et al. 2020 over the steps that are taken. In each, x_0 is what ε_θ makes of x_t
  /// (eq. 15), kept within the extremes of the training vectors as theirs is within those of pictures, and
  /// x_{t-1} is drawn from the posterior of both (eq. 7).
  ///
  /// - Parameter random: the numbers of a step, by its place; after the last for x_T.
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  private func sample(
    _ classes: SampleMatrix, by taken: NoiseSchedule, on kernels: Kernels,
    random: (_ place: Int) -> any RandomSource
  ) throws(EngineError) -> Tensor {
    let shape: Shape = [classes.rows, space.least.count]
    func repeated(_ row: [Float]) throws(EngineError) -> Tensor {
      try Tensor(Array(repeatElement(row, count: classes.rows).joined()), shape, on: kernels)
    }
    let (least, largest) = (try repeated(space.least), try repeated(space.largest))
    var x = try random(taken.steps.count).normal(shape)
    for place in taken.steps.indices.reversed() {
      let kept = taken.kept[place]
      let condition = SampleMatrix(
        steps: Array(repeating: taken.steps[place], count: classes.rows),
        width: settings.embedding, classes: classes)
      let noise = try denoiser(x, condition.tensor(on: kernels), .inference)
      let answer = try Float(1 / kept.squareRoot()) * (x - Float((1 - kept).squareRoot()) * noise)
      let origin = try least + relu(answer - least) - relu(answer - largest)
      let posterior = taken.posterior(place)
      x = try posterior.ofOrigin * origin + posterior.ofState * x
      if posterior.deviation > 0 {
        x = try x + random(place).normal(shape, deviation: posterior.deviation)
      }
    }
    return x
  }
}
