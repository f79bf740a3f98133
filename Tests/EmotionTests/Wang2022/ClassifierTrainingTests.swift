import Classical
import Engine
import Foundation
import Kernels
import Random
import TestSupport
import Testing

@testable import Emotion

/// Trainings of the classifier on small made-up pictures: they learn, and go on after a stop.
@Suite struct ClassifierTrainingTests {
  private let kernels: Kernels

  init() throws { kernels = try testKernels() }

  private var settings: ClassifierSettings {
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

  private func classifier(seed: UInt64 = 1, mixup: Mixup? = nil) throws -> ClassifierTraining {
    try ClassifierTraining(
      Array(LoudHalves.utterances.prefix(12)), heldOut: Array(LoudHalves.utterances.suffix(4)),
      classes: ["a", "b"], padding: -1, mixup: mixup, settings: settings, seed: seed, on: kernels)
  }

  private func weights(_ training: ClassifierTraining) throws -> [[Float]] {
    try training.model.parameters.map { try $0.value.values() }
  }

  @Test func learns() throws {
    let training = try classifier()
    let losses = try training.course.run().map { $0[0].value }
    #expect(losses[losses.count - 1] < 0.5 * losses[0], "\(losses)")
    #expect(training.course.earlyStopping?.best?.score == 1)
  }

  @Test func learnsFromMixedSegments() throws {
    let training = try classifier(mixup: Mixup(alpha: 0.2))
    try training.course.run()
    #expect(training.course.earlyStopping?.best?.score == 1)
  }

  /// Between two classes as far from one as from the other, nothing can be learnt: the soft targets
  /// are those of both.
  @Test func halvesOfTwoClassesLeaveItUndecided() throws {
    let training = try classifier(mixup: Mixup(alpha: 100))
    let losses = try (0..<3).map { _ in try training.course.runEpoch()[0].value }
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

  /// Stopped between epochs, after one step, and before the last of one; with mixed segments.
  @Test(arguments: [0, 1, -1], [nil, Mixup(alpha: 0.2)])
  func stoppedEndsWithTheSameBits(after steps: Int, mixup: Mixup?) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).safetensors")
    defer { try? FileManager.default.removeItem(at: url) }
    let whole = try classifier(mixup: mixup)
    let epochs = try (0..<3).map { _ in try whole.course.runEpoch() }

    let first = try classifier(mixup: mixup)
    try first.course.runEpoch()
    let anEpoch = first.course.step
    for _ in 0..<(steps + anEpoch) % anEpoch { #expect(try first.course.takeStep() == nil) }
    try first.course.save(to: url)
    let saved = first.course.step
    // What comes after does not count.
    try first.course.runEpoch()
    let second = try classifier(mixup: mixup)
    try second.course.restore(from: url)
    #expect(second.course.step == saved)
    #expect(try (0..<2).map { _ in try second.course.runEpoch() } == Array(epochs.suffix(2)))
    #expect(try weights(second) == weights(whole))
    let best = whole.course.earlyStopping?.best
    #expect(second.course.earlyStopping?.best?.epoch == best?.epoch)
    #expect(throws: EngineError.self) { try classifier(seed: 2).course.restore(from: url) }
  }
}
