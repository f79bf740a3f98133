import Emotion
import Engine
import Foundation
import Kernels
import TestSupport
import Testing
import Training

struct FeatureTrainingTests {
  let kernels: Kernels
  let vectors: LabelledFeatures
  let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).safetensors")

  init() throws {
    kernels = try testKernels()
    let corpus = try FeatureFixtures.corpus()
    vectors = corpus.vectors(
      Array(0..<24), from: corpus.normalized(.minMax, training: Array(0..<24)))
  }

  private func gan(seed: UInt64 = 4, pretraining: Int = 3) throws -> MixupGANTraining {
    var settings = Configuration().mixupGAN
    settings.hidden = [16, 8]
    settings.discriminator = [8, 8]
    settings.batch = 16
    settings.pretrainingEpochs = pretraining
    settings.epochs = 3
    settings.learningRate = 0.01
    return try MixupGANTraining(
      vectors.features, isBounded: true, settings: settings, seed: seed, on: kernels)
  }

  private func dnn(
    seed: UInt64 = 4, patience: Int = 20, weightDecay: Double = 0,
    schedule: LearningRateSchedule.Decay = .constant
  ) throws -> DNNTraining {
    var settings = Configuration().dnn
    settings.schedule = schedule
    settings.weightDecay = weightDecay
    settings.learningRate = 0.01
    settings.batch = 4
    settings.epochs = 12
    settings.patience = patience
    return try DNNTraining(
      TrainingVectors(vectors.selecting(Array(0..<18)), mixup: Mixup(alpha: 0.2)),
      heldOut: vectors.selecting(Array(18..<24)), hidden: 8, settings: settings, seed: seed,
      on: kernels)
  }

  private func weights(_ module: some Module) throws -> [[Float]] {
    try module.parameters.map { try $0.value.values() }
  }

  @Test func whatAScheduleMakesOfTheLearningRateIsWrittenDown() throws {
    let constant = try dnn().course.runEpoch()
    #expect(constant.map(\.name) == ["training", "heldOut"])
    let course = try dnn(schedule: .cosine).course
    let schedule = LearningRateSchedule(.cosine, warmUp: 0, epochs: 12)
    for epoch in 0..<2 {
      let rate = try #require(course.runEpoch().last)
      #expect(rate == NamedValue("learningRate", 0.01 * schedule.factor(of: epoch)))
    }
  }

  @Test func theAutoencoderIsTrainedFirst() throws {
    let training = try gan(pretraining: 20)
    let losses = try training.course.run()
    #expect(losses.map(\.count) == Array(repeating: 1, count: 20) + [3, 3, 3])
    #expect(losses[19][0].value < 0.8 * losses[0][0].value)
    #expect(losses.joined().allSatisfy { $0.value.isFinite })
    let synthetic = try training.gan.reconstructions(of: vectors.features, on: kernels)
    #expect(synthetic.rows == 24 && synthetic.values.allSatisfy { 0...1 ~= $0 })
    #expect(try training.gan.codes(of: vectors.features, on: kernels).columns == 2)
  }

  @Test func aStoppedGANEndsWithTheSameBits() throws {
    defer { try? FileManager.default.removeItem(at: url) }
    let whole = try gan()
    try whole.course.run()
    let first = try gan()
    for _ in 0..<4 { try first.course.runEpoch() }
    try first.course.save(to: url)
    let second = try gan()
    try second.course.restore(from: url)
    try second.course.run()
    #expect(try weights(second.gan) == weights(whole.gan))
    #expect(throws: EngineError.self) { try gan(seed: 5).course.restore(from: url) }
  }

  /// Within an epoch too, where a checkpoint holds the losses so far.
  @Test func aGANStoppedWithinAnEpochEndsWithTheSameBits() throws {
    defer { try? FileManager.default.removeItem(at: url) }
    let whole = try gan()
    let epochs = try whole.course.run()
    let first = try gan()
    for _ in 0..<4 { try first.course.runEpoch() }
    #expect(try first.course.takeStep() == nil)
    try first.course.save(to: url)
    let second = try gan()
    try second.course.restore(from: url)
    #expect(second.course.step == first.course.step && second.course.epoch == 4)
    #expect(try second.course.run() == Array(epochs.suffix(2)))
    #expect(try weights(second.gan) == weights(whole.gan))
  }

  @Test func theClassifierLearnsAndKeepsItsBestEpoch() throws {
    let training = try dnn()
    let heldOut = try training.course.run().map { $0[1].value }
    #expect(training.course.earlyStopping?.best?.score == heldOut.min())
    _ = try training.course.conclude()
    let said = try training.model.probabilities(of: vectors.features, on: kernels)
    #expect((0..<24).allSatisfy { (said[$0].first ?? 0 > 0.5) == ($0 % 2 == 0) })
  }

  @Test func weightDecayKeepsWeightsSmall() throws {
    func squares(_ weightDecay: Double) throws -> Float {
      let training = try dnn(weightDecay: weightDecay)
      try training.course.run()
      return try weights(training.model).joined().reduce(0) { $0 + $1 * $1 }
    }
    let (free, drawn) = (try squares(0), try squares(0.9))
    #expect(drawn < 0.8 * free)
  }

  @Test func patienceEndsTheTraining() throws {
    let training = try dnn(patience: 1)
    let losses = try training.course.run().map { $0[1].value }
    let rising = losses.indices.dropFirst().first { losses[$0] >= losses[$0 - 1] }
    #expect(losses.count == rising.map { $0 + 1 } ?? 12)
  }

  @Test func aStoppedClassifierEndsWithTheSameBits() throws {
    defer { try? FileManager.default.removeItem(at: url) }
    let whole = try dnn()
    try whole.course.run()
    let first = try dnn()
    for _ in 0..<7 { try first.course.runEpoch() }
    try first.course.save(to: url)
    let second = try dnn()
    try second.course.restore(from: url)
    try second.course.run()
    let (ends, best) = (second.course.earlyStopping?.best, whole.course.earlyStopping?.best)
    #expect(ends?.epoch == best?.epoch && ends?.score == best?.score)
    _ = try whole.course.conclude()
    _ = try second.course.conclude()
    #expect(try weights(second.model) == weights(whole.model))
  }
}
