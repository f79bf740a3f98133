import Engine
import Foundation
import Kernels
import TestSupport
import Testing

@testable import Emotion

/// Trainings of the augmentor on small made-up pictures.
@Suite struct AugmentorTrainingTests {
  private let kernels: Kernels

  init() throws { kernels = try testKernels() }

  private var configuration: Configuration {
    var configuration = Configuration()
    configuration.augmentor = tinyAugmentor
    configuration.discriminator = tinySequence([4, 4])
    configuration.learner = tinySequence([4, 4, 6])
    configuration.augmentorTraining.batch = 4
    configuration.augmentorTraining.iterations = 6
    configuration.augmentorTraining.learningRate = 1e-3
    return configuration
  }

  private func augmentor(_ configuration: Configuration) throws -> AugmentorTraining {
    try AugmentorTraining(
      LoudHalves.utterances, padding: -1, configuration: configuration, seed: 5, on: kernels)
  }

  private let active = ["repActive", "emoActive", "balActive"]

  private func weights(_ module: some Module) throws -> [[Float]] {
    try module.parameters.map { try $0.value.values() }
  }

  @Test func writesDownEveryLoss() throws {
    let history = try augmentor(configuration).course.run()
    #expect(history.count == 6)
    for values in history {
      #expect(values.map(\.name) == ["rep", "dis", "var", "gen", "emo", "bal"] + active)
      #expect(values.allSatisfy { $0.value.isFinite })
    }
  }

  @Test func looksAtWhatIsHeldOut() throws {
    let training = try AugmentorTraining(
      LoudHalves.utterances, heldOut: Array(LoudHalves.utterances.prefix(3)), padding: -1,
      configuration: configuration, seed: 5, on: kernels)
    let history = try training.course.run()
    let looks = history.map { $0.suffix(2).map(\.name) == ["heldOutActive", "neighbourRecall"] }
    #expect(looks == [false, false, false, false, false, true])
    // Looking changes nothing.
    #expect(history.last?.dropLast(2) == (try augmentor(configuration).course.run().last?[...]))
  }

  @Test func stoppedEndsWithTheSameBits() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).safetensors")
    defer { try? FileManager.default.removeItem(at: url) }
    let whole = try augmentor(configuration)
    let history = try whole.course.run()
    let first = try augmentor(configuration)
    for _ in 0..<4 { _ = try first.course.takeStep() }
    try first.course.save(to: url)
    let second = try augmentor(configuration)
    try second.course.restore(from: url)
    #expect(try second.course.run() == Array(history.suffix(2)))
    #expect(try weights(second.gan.augmentor) == weights(whole.gan.augmentor))
  }

  @Test func withoutTheVarianceLossThereIsNoPhaseThree() throws {
    var configuration = configuration
    configuration.losses.variance = 0
    configuration.augmentorTraining.iterations = 1
    let values = try augmentor(configuration).course.run()[0]
    #expect(values.map(\.name) == ["rep", "dis", "gen", "emo", "bal"] + active)
  }

  @Test func variantsHaveTheUtterancesLengthAndDiffer() throws {
    let augmentation = Augmentation(
      try augmentor(configuration).gan.augmentor, padding: -1, seed: 1, on: kernels)
    let long = LoudHalves.utterances[15]
    let (a, b) = (try augmentation.variant(0, of: long), try augmentation.variant(1, of: long))
    #expect(a.frames == long.picture.frames)
    #expect(a != b)
    #expect(try augmentation.variant(0, of: long) == a)
  }
}
