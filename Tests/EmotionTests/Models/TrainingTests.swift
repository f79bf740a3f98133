import Engine
import Foundation
import Kernels
import Speech
import TestSupport
import Testing

@testable import Emotion

/// Trainings on small made-up pictures: they learn, they repeat to the bit, they go on after a stop.
@Suite struct TrainingTests {
  private let kernels: Kernels
  private let utterances: [Utterance]

  init() throws {
    kernels = try testKernels()
    // Two classes that differ in which half of the bands is loud.
    var generator = SeededGenerator(seed: 3, stream: "training tests")
    utterances = (0..<16).map { id in
      let frames = 40 + 4 * id
      let values = (0..<frames * 32).map { index in
        let loud = (index % 32 < 16) == (id % 2 == 0)
        return Float(generator.uniform()) + (loud ? 0.8 : -0.8)
      }
      return Utterance(
        id: id, file: "\(id).wav", label: id % 2, speaker: "\(id % 4)",
        picture: LogMel(values, bands: 32))
    }
  }

  private var classifierSettings: ClassifierSettings {
    var settings = Configuration().classifier
    settings.widthFactor = 1.0 / 16
    settings.segment = 32
    settings.stride = 16
    settings.batch = 8
    settings.learningRate = 1e-3
    settings.epochs = 6
    settings.initialization = .he
    return settings
  }

  private func classifier(
    seed: UInt64 = 1, mixup: Mixup? = nil
  ) throws -> ClassifierTraining {
    try ClassifierTraining(
      Array(utterances.prefix(12)), heldOut: Array(utterances.suffix(4)), classes: ["a", "b"],
      padding: -1, mixup: mixup, settings: classifierSettings, seed: seed, on: kernels)
  }

  private func weights(_ training: ClassifierTraining) throws -> [[Float]] {
    try training.model.parameters.map { try $0.value.values() }
  }

  @Test func theClassifierLearns() throws {
    let training = try classifier()
    var losses: [Double] = []
    while !training.isFinished {
      let epoch = try #require(try training.runEpoch { _ in true })
      losses.append(epoch.loss)
    }
    #expect(losses[losses.count - 1] < 0.5 * losses[0], "\(losses)")
    #expect(training.best?.recall == 1)
  }

  @Test func theClassifierLearnsFromMixedSegments() throws {
    let training = try classifier(mixup: Mixup(alpha: 0.2))
    while !training.isFinished { _ = try training.runEpoch { _ in true } }
    #expect(training.best?.recall == 1)
  }

  /// Between two classes as far from one as from the other, nothing can be learnt: the soft targets
  /// are those of both.
  @Test func halvesOfTwoClassesLeaveTheClassifierUndecided() throws {
    let training = try classifier(mixup: Mixup(alpha: 100))
    var losses: [Double] = []
    for _ in 0..<3 { losses.append(try #require(try training.runEpoch { _ in true }).loss) }
    #expect(losses.allSatisfy { $0 > 0.25 }, "\(losses)")
  }

  @Test func mixesOfABatchAreTheSameOnDeviceAndHost() throws {
    let rows = SampleMatrix(rows: 4, columns: 3, values: (0..<12).map { Float($0 * $0) })
    var generator = SeededGenerator(seed: 1, stream: "mixes")
    let mixes = Mixup(alpha: 0.5).draw(for: [0, 1, 2, 3], from: 4, using: &generator)
    let mixed = try mixes(rows.tensor(on: kernels)).values()
    for (value, expected) in zip(mixed, mixes(rows).values) {
      #expect(abs(value - expected) < 1e-4)
    }
  }

  /// Stopped between epochs, within one, and after the last step of one; with mixed segments.
  @Test(arguments: [0, 1, 2], [nil, Mixup(alpha: 0.2)])
  func aStoppedClassifierEndsWithTheSameBits(after steps: Int, mixup: Mixup?) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).safetensors")
    defer { try? FileManager.default.removeItem(at: url) }
    let whole = try classifier(mixup: mixup)
    let epochs = try (0..<3).map { _ in try #require(try whole.runEpoch { _ in true }) }

    let first = try classifier(mixup: mixup)
    _ = try first.runEpoch { _ in true }
    let number = steps == 2 ? first.stepsPerEpoch : steps
    if number > 0 { #expect(try first.runEpoch { $0 < number } == nil) }
    try first.save(to: url)
    // What comes after does not count.
    _ = try first.runEpoch { _ in true }
    let second = try classifier(mixup: mixup)
    try second.restore(from: url)
    #expect(second.step == number)
    let last = try (0..<2).map { _ in try #require(try second.runEpoch { _ in true }) }
    #expect(last.map(\.loss) == epochs.suffix(2).map(\.loss))
    #expect(try weights(second) == weights(whole))
    #expect(second.best?.epoch == whole.best?.epoch)
    #expect(throws: EngineError.self) { try classifier(seed: 2).restore(from: url) }
  }

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
      utterances, padding: -1, configuration: configuration, seed: 5, on: kernels)
  }

  @Test func everyLossOfTheAugmentorMovesAndIsFinite() throws {
    let training = try augmentor(configuration)
    var history: [[String: Float]] = []
    let finished = try training.run { _, losses in
      history.append(
        Dictionary(uniqueKeysWithValues: try losses.values().map { ($0.name, $0.value) }))
      return true
    }
    #expect(finished)
    #expect(history.count == 6)
    for name in ["rep", "dis", "var", "gen", "emo", "bal"] {
      let values = history.compactMap { $0[name] }
      #expect(values.count == 6 && values.allSatisfy(\.isFinite))
      #expect(Set(values).count > 1, "\(name) stands still")
    }
  }

  @Test func aStoppedAugmentorEndsWithTheSameBits() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).safetensors")
    defer { try? FileManager.default.removeItem(at: url) }
    let whole = try augmentor(configuration)
    _ = try whole.run { _, _ in true }
    let first = try augmentor(configuration)
    #expect(try first.run { done, _ in done < 4 } == false)
    try first.save(to: url)
    let second = try augmentor(configuration)
    try second.restore(from: url)
    #expect(try second.run { _, _ in true })
    func weights(_ training: AugmentorTraining) throws -> [[Float]] {
      try training.gan.augmentor.parameters.map { try $0.value.values() }
    }
    #expect(try weights(second) == weights(whole))
  }

  @Test func withoutTheVarianceLossThereIsNoPhaseThree() throws {
    var configuration = configuration
    configuration.losses.variation = 0
    configuration.augmentorTraining.iterations = 1
    let training = try augmentor(configuration)
    _ = try training.run { _, losses in
      #expect(losses.var == nil)
      return true
    }
  }

  @Test func variantsHaveTheUtterancesLengthAndDiffer() throws {
    let training = try augmentor(configuration)
    let augmentation = Augmentation(
      training.gan.augmentor, padding: -1, seed: 1, on: kernels)
    let long = utterances[15]
    let (a, b) = (try augmentation.variant(0, of: long), try augmentation.variant(1, of: long))
    #expect(a.frames == long.picture.frames)
    #expect(a != b)
    #expect(try augmentation.variant(0, of: long) == a)
  }
}
