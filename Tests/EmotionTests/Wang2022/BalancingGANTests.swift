import Engine
import Foundation
import Kernels
import Random
import Speech
import TestSupport
import Testing

@testable import Emotion

/// The balancing GAN on small made-up segments of two classes, one of them rare.
@Suite struct BalancingGANTests {
  private let kernels: Kernels
  private let segments: Segments
  private let settings: BalancingGANSettings

  init() throws {
    kernels = try testKernels()
    // The classes differ in which half of the bands is loud.
    var generator = SeededGenerator(seed: 3, stream: "balancing GAN tests")
    let utterances = (0..<20).map { id in
      let label = id < 16 ? 0 : 2
      let values = (0..<16 * 16).map { index in
        let loud = (index % 16 < 8) == (label == 0)
        return Float(0.3 * generator.normal()) + (loud ? 1 : -1)
      }
      return Utterance(
        id: id, file: "\(id).wav", label: label, speaker: "\(id % 4)",
        picture: LogMel(values, bands: 16))
    }
    segments = Segments(utterances, length: 16, stride: 16, padding: -1)
    var settings = BalancingGANSettings()
    settings.code = 4
    settings.channels = [4, 8]
    settings.batch = 8
    settings.pretrainingEpochs = 30
    settings.epochs = 4
    settings.learningRate = 5e-3
    self.settings = settings
  }

  private func autoencoder(seed: UInt64 = 1) throws -> SegmentAutoencoderTraining {
    try SegmentAutoencoderTraining(
      segments, frames: 16, bands: 16, settings: settings, seed: seed, on: kernels)
  }

  /// The second stage, at its start, and the codes that it begins with.
  private func gan(seed: UInt64 = 1) throws -> (training: BalancingGANTraining, codes: ClassCodes) {
    let first = try autoencoder(seed: seed)
    try first.course.run()
    let codes = try ClassCodes(segments, by: first.autoencoder, batch: 7, on: kernels)
    let training = try BalancingGANTraining(
      segments, from: first.autoencoder, codes: codes, settings: settings, seed: seed,
      on: kernels)
    return (training, codes)
  }

  private func weights(_ module: some Module) throws -> [[Float]] {
    try module.parameters.map { try $0.value.values() }
  }

  @Test func theSizesAreThoseOfTheDocumentation() throws {
    let autoencoder = try SegmentAutoencoder(
      BalancingGANSettings(), frames: 128, bands: 128, PhiloxSource(seed: 1, on: kernels))
    let gan = try BalancingGAN(
      from: autoencoder, classes: 4, PhiloxSource(seed: 1, on: kernels))
    // Weights and biases of the convolutions 1-32-64-128-256, kernel 4.
    let convolutions = 16 * (32 + 32 * 64 + 64 * 128 + 128 * 256) + 32 + 64 + 128 + 256
    #expect(gan.discriminator.parameterCount == convolutions + 5 * (256 * 64 + 1))
    let transposed = 16 * (32 + 32 * 64 + 64 * 128 + 128 * 256) + 1 + 32 + 64 + 128
    #expect(gan.generator.parameterCount == transposed + (100 + 1) * 256 * 64)
    let made = try gan.generator(
      Tensor(repeating: 0.5, [2, 100], on: kernels), .inference)
    #expect(made.shape == [2, 128, 128, 1])
    #expect(try gan.discriminator(made, .inference).shape == [2, 5])
    #expect(throws: EngineError.self) {
      try SegmentAutoencoder(
        BalancingGANSettings(), frames: 100, bands: 128, PhiloxSource(seed: 1, on: kernels))
    }
  }

  @Test func theAutoencoderLearnsAndItsCodesTellTheClasses() throws {
    let training = try autoencoder()
    let losses = try training.course.run().map { $0[0].value }
    #expect(losses[losses.count - 1] < 0.4 * losses[0], "\(losses)")
    let codes = try ClassCodes(segments, by: training.autoencoder, batch: 8, on: kernels)
    #expect(codes.classes == [0, 2])
    try expectClasses(of: training.autoencoder.generator, codes)
  }

  @Test func generatedSegmentsAreOfTheirClass() throws {
    let (training, codes) = try gan()
    let before = try weights(training.gan.generator)
    let losses = try training.course.run().joined()
    #expect(losses.count == 8 && losses.allSatisfy { $0.value.isFinite })
    #expect(try weights(training.gan.generator) != before)
    try expectClasses(of: training.gan.generator, codes)
  }

  /// Most segments of a class are louder where its own are.
  private func expectClasses(of generator: SegmentGenerator, _ codes: ClassCodes) throws {
    var random = SeededGenerator(seed: 5, stream: "made")
    for (label, isLowLoud) in [(0, true), (2, false)] {
      let draw = codes.draw(Array(repeating: label, count: 20), using: &random)
      let values = try generator(draw.codes.tensor(on: kernels), .inference).values()
      let right = (0..<20).count { row in
        let difference = (0..<256).reduce(Float(0)) { sum, index in
          sum + (index % 16 < 8 ? 1 : -1) * values[row * 256 + index]
        }
        return (difference > 0) == isLowLoud
      }
      #expect(right >= 16, "\(right) of 20 of class \(label)")
    }
  }

  /// In the first stage, and in the second.
  @Test func aStoppedTrainingEndsWithTheSameBits() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).safetensors")
    defer { try? FileManager.default.removeItem(at: url) }
    let first = try autoencoder()
    for _ in 0..<13 { try first.course.runEpoch() }
    try first.course.save(to: url)
    let second = try autoencoder()
    try second.course.restore(from: url)
    for course in [first.course, second.course] {
      try course.run()
    }
    #expect(try weights(first.autoencoder) == weights(second.autoencoder))
    #expect(throws: EngineError.self) { try autoencoder(seed: 2).course.restore(from: url) }

    let whole = try gan().training
    try whole.course.runEpoch()
    try whole.course.save(to: url)
    let resumed = try gan().training
    try resumed.course.restore(from: url)
    for course in [whole.course, resumed.course] {
      try course.run()
    }
    #expect(try weights(whole.gan) == weights(resumed.gan))
    #expect(throws: EngineError.self) { try autoencoder().course.restore(from: url) }
  }
}
