import Classical
import Engine
import Foundation
import Kernels
import Random
import TestSupport
import Testing

@testable import Emotion

struct DiffusionTests {
  @Test func theScheduleIsThatOfTheFormulas() {
    let schedule = NoiseSchedule(cosine: 1000)
    func f(_ t: Double) -> Double { pow(cos((t / 1000 + 0.008) / 1.008 * .pi / 2), 2) }
    for t in [1, 2, 500, 900, 990] {
      #expect(abs(schedule.kept[t - 1] - f(Double(t)) / f(0)) < 1e-12)
    }
    #expect(schedule.steps == Array(1...1000))
    #expect(abs(schedule.beta(0) - 4.128e-5) < 1e-8)
    #expect(schedule.steps.indices.allSatisfy { schedule.beta($0) <= 0.999 + 1e-12 })
    #expect(abs(schedule.beta(999) - 0.999) < 1e-12)
    // β̃_t (1 - ᾱ_t) = β_t (1 - ᾱ_{t-1}), and the mean of what nothing was done to is itself.
    for place in [0, 1, 500, 999] {
      let posterior = schedule.posterior(place)
      let before = place == 0 ? 1 : schedule.kept[place - 1]
      let kept = schedule.kept[place]
      let variance = (1 - before) / (1 - kept) * schedule.beta(place)
      #expect(abs(Double(posterior.deviation) - variance.squareRoot()) < 1e-6)
      let mean = Double(posterior.ofOrigin) + Double(posterior.ofState) * kept.squareRoot()
      #expect(abs(mean - before.squareRoot()) < 1e-5)
    }
    #expect(schedule.posterior(0) == .init(ofOrigin: 1, ofState: 0, deviation: 0))
  }

  @Test func aSubsequenceKeepsItsShares() {
    let all = NoiseSchedule(cosine: 1000)
    let some = all.respaced(to: 5)
    #expect(some.steps == [1, 251, 501, 750, 1000])
    #expect(some.kept == some.steps.map { all.kept[$0 - 1] })
    #expect(abs(some.beta(2) - (1 - all.kept[500] / all.kept[250])) < 1e-15)
    #expect(all.respaced(to: 1).steps == [1000] && all.respaced(to: 1000) == all)
    #expect(all.respaced(to: 2000) == all)
  }

  @Test func stepsAreToldBySinesAndCosines() {
    let told = SampleMatrix(
      steps: [0, 3], width: 4, classes: SampleMatrix(oneHot: [1, 0], classes: 2))
    #expect(Array(told[0]) == [0, 0, 1, 1, 0, 1])
    let second: [Double] = [sin(3), sin(0.03), cos(3), cos(0.03), 1, 0]
    #expect(zip(told[1], second).allSatisfy { abs(Double($0) - $1) < 1e-6 })
  }

  /// Two classes: one lies in two heaps at x = -2 and 2 with y = 1, the other at the origin with y = -1.
  private let toy: LabelledFeatures = {
    var generator = SeededGenerator(seed: 5, stream: "heaps")
    let labels = (0..<128).map { $0 % 2 }
    let values = labels.enumerated().flatMap { number, label -> [Float] in
      let x: Double = label == 1 ? 0 : number % 4 == 0 ? 2 : -2
      return [
        Float(x + 0.2 * generator.normal()),
        Float((label == 0 ? 1 : -1) + 0.2 * generator.normal()),
      ]
    }
    return LabelledFeatures(
      SampleMatrix(rows: 128, columns: 2, values: values), labels: labels, classes: 2)
  }()

  private func training(
    epochs: Int, on kernels: Kernels
  ) throws -> DiffusionTraining {
    var settings = DiffusionSettings()
    settings.steps = 100
    settings.samplingSteps = 20
    settings.embedding = 16
    settings.hidden = [32, 32]
    settings.epochs = epochs
    settings.learningRate = 5e-3
    settings.decay = 0.98
    return try DiffusionTraining(toy, settings: settings, seed: 4, on: kernels)
  }

  private func drawn(_ training: DiffusionTraining, seed: UInt64 = 4, on kernels: Kernels) throws
    -> SampleMatrix
  {
    try #require(
      try training.model.sample(toy.targets, seed: seed, on: kernels) { false })
  }

  @Test func itsVectorsAreLikeThoseOfTheirClass() throws {
    let kernels = try testKernels()
    let training = try training(epochs: 200, on: kernels)
    try training.course.run()
    let made = try drawn(training, on: kernels)
    let points = (0..<made.rows).map { Array(made[$0]) }
    let (first, second) = (
      points.indices.filter { toy.labels[$0] == 0 }.map { points[$0] },
      points.indices.filter { toy.labels[$0] == 1 }.map { points[$0] }
    )
    func share(_ points: [[Float]], near centre: [Float]) -> Double {
      let near = points.count { hypot($0[0] - centre[0], $0[1] - centre[1]) < 0.8 }
      return Double(near) / Double(points.count)
    }
    let heaps = [share(first, near: [-2, 1]), share(first, near: [2, 1])]
    #expect(heaps.allSatisfy { $0 > 0.25 } && heaps[0] + heaps[1] > 0.7, "\(heaps)")
    #expect(share(second, near: [0, -1]) > 0.9)
    #expect(try drawn(training, on: kernels) == made)
    #expect(try drawn(training, seed: 5, on: kernels) != made)
    #expect(try training.model.sample(toy.targets, seed: 4, on: kernels) { true } == nil)
  }

  @Test func aStoppedModelEndsWithTheSameBits() throws {
    let (kernels, folder) = (try testKernels(), try TemporaryFolder())
    let whole = try training(epochs: 4, on: kernels)
    try whole.course.run()
    let first = try training(epochs: 4, on: kernels)
    for _ in 0..<2 { try first.course.runEpoch() }
    #expect(try first.course.takeStep() == nil)
    try first.course.save(to: folder("c.safetensors"))
    let second = try training(epochs: 4, on: kernels)
    try second.course.restore(from: folder("c.safetensors"))
    try second.course.run()
    #expect(try drawn(second, on: kernels) == drawn(whole, on: kernels))
  }
}
