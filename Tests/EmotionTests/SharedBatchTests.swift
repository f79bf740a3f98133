import Classical
import Emotion
import Engine
import Foundation
import Kernels
import Ranks
import TestSupport
import Testing
import Training

@testable import Emotion

/// Trainings of which several threads each compute a part of every batch take the steps of one that computes all,
/// to rounding: with batches that do not divide and batches smaller than there are threads, dropout,
/// mixup, early stopping, and going on as fewer or more.
@Suite struct SharedBatchTests {
  private struct Outcome: Sendable {
    let values: [[NamedValue]]
    let weights: [[Float]]
  }

  @Test func augmentor() async throws {
    try await expectSame(2) { kernels in
      var configuration = Configuration()
      configuration.augmentor = tinyAugmentor
      configuration.discriminator = tinySequence([4, 4])
      configuration.learner = tinySequence([4, 4, 6])
      configuration.augmentorTraining.batch = 5
      configuration.augmentorTraining.iterations = 4
      configuration.augmentorTraining.learningRate = 1e-3
      let training = try AugmentorTraining(
        LoudHalves.utterances, padding: -1, configuration: configuration, seed: 5, on: kernels)
      return (training.course, training.gan.parameters)
    }
  }

  @Test func classifierWithMixes() async throws {
    try await expectSame(2) { kernels in
      var settings = Configuration().classifier
      settings.widthFactor = 1.0 / 16
      settings.segment = 32
      settings.stride = 32
      settings.batch = 5
      settings.learningRate = 1e-4
      settings.epochs = 2
      settings.initialization = .he
      let training = try ClassifierTraining(
        Array(LoudHalves.utterances.prefix(12)), heldOut: Array(LoudHalves.utterances.suffix(4)),
        classes: ["a", "b"], padding: -1, mixup: Mixup(alpha: 0.2), settings: settings, seed: 1,
        on: kernels)
      return (training.course, training.model.state.compactMap(\.array))
    }
  }

  @Test func mixupGAN() async throws {
    let vectors = try vectors
    // The last batch has three samples.
    try await expectSame(4, resumed: true) { kernels in
      var settings = Configuration().mixupGAN
      settings.hidden = [16, 8]
      settings.discriminator = [8, 8]
      settings.batch = 7
      settings.pretrainingEpochs = 2
      settings.epochs = 2
      settings.learningRate = 0.001
      let training = try MixupGANTraining(
        vectors.features, isBounded: true, settings: settings, seed: 4, on: kernels)
      return (training.course, training.gan.parameters)
    }
  }

  @Test func dnn() async throws {
    let vectors = try vectors
    try await expectSame(2) { kernels in
      var settings = Configuration().dnn
      settings.learningRate = 0.001
      settings.batch = 5
      settings.epochs = 4
      let training = try DNNTraining(
        TrainingVectors(vectors.selecting(Array(0..<18)), mixup: Mixup(alpha: 0.2)),
        heldOut: vectors.selecting(Array(18..<24)), hidden: 8, settings: settings, seed: 4,
        on: kernels)
      return (training.course, training.model.parameters)
    }
  }

  private var vectors: LabelledFeatures {
    get throws {
      let corpus = try FeatureFixtures.corpus()
      return corpus.vectors(
        Array(0..<24), from: corpus.normalized(.minMax, training: Array(0..<24)))
    }
  }

  /// - Parameters:
  ///   - resumed: whether it is stopped too, and gone on with by fewer and by more.
  ///   - make: makes the training, and says what it trains.
  private func expectSame(
    _ count: Int, resumed: Bool = false,
    _ make: @escaping @Sendable (Kernels) throws -> (course: any Course, weights: [Parameter])
  ) async throws {
    let (alone, weights) = try make(testKernels())
    let values = try alone.run()
    let expected = Outcome(values: values, weights: try weights.map { try $0.value.values() })
    let state = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).safetensors")
    defer { try? FileManager.default.removeItem(at: state) }

    let whole = try await amongCompanions(count) { ranks in
      try Self.finish(make(testKernels()), among: ranks)
    }
    for outcome in whole {
      try Self.expectClose(outcome, to: expected)
      // What decides must not differ at all.
      #expect(outcome.values == whole[0].values && outcome.weights == whole[0].weights)
    }
    guard resumed else { return }
    // Stopped after three steps, within an epoch where it has more, and gone on with by others.
    _ = try await amongCompanions(count) { ranks in
      let course = try make(testKernels()).course
      for _ in 0..<3 { _ = try course.takeStep(among: ranks)?.values() }
      try course.save(to: ranks.isFirst ? state : nil, among: ranks)
    }
    for others in [1, count - 1] {
      let rest = try await amongCompanions(others) { ranks in
        let (course, weights) = try make(testKernels())
        if ranks.isFirst { try course.restore(from: state) }
        try course.follow(ranks)
        return try Self.finish((course, weights), among: ranks)
      }
      let last = expected.values.suffix(rest[0].values.count)
      #expect(!last.isEmpty)
      try Self.expectClose(
        rest[0], to: Outcome(values: Array(last), weights: expected.weights))
    }
  }

  private static func finish(
    _ training: (course: any Course, weights: [Parameter]), among ranks: Ranks
  ) throws -> Outcome {
    var values: [[NamedValue]] = []
    while !training.course.isFinished {
      if let record = try training.course.takeStep(among: ranks) {
        values.append(try record.values())
      }
    }
    return Outcome(values: values, weights: try training.weights.map { try $0.value.values() })
  }

  private static func expectClose(
    _ found: Outcome, to expected: Outcome
  ) throws {
    try #require(found.values.count == expected.values.count)
    for (found, expected) in zip(found.values.joined(), expected.values.joined()) {
      #expect(found.name == expected.name)
      #expect(
        abs(found.value - expected.value) <= 1e-5 * max(1e-2, abs(expected.value)),
        "\(found) \(expected)")
    }
    for (found, expected) in zip(found.weights, expected.weights) {
      let scale = expected.map(abs).max() ?? 0
      let apart = zip(found, expected).map { abs($0 - $1) }.max() ?? 0
      #expect(apart <= 1e-3 * max(scale, 1e-2), "\(apart) of \(scale)")
    }
  }
}
