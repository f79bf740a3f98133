import Emotion
import Engine
import Kernels
import TestSupport
import Testing

struct MixupGANTests {
  private let kernels: Kernels
  private let random: PhiloxSource

  init() throws {
    kernels = try testKernels()
    random = PhiloxSource(seed: 2, on: kernels)
  }

  @Test func hasThePapersLayersAndPyTorchsNames() throws {
    let gan = try MixupGAN(random)
    let autoencoder = (1582 * 1000 + 1000) + (1000 * 500 + 500) + (500 * 2 + 2)
    let generator = (2 * 500 + 500) + (500 * 1000 + 1000) + (1000 * 1582 + 1582)
    let discriminator = (1582 * 1000 + 1000) + (1000 * 1000 + 1000) + (1000 + 1)
    #expect(gan.parameterCount == autoencoder + generator + discriminator)
    // Dropout takes a number of its own between the hidden layers of E and G, and there is none in D.
    let names = ["E.0", "E.3", "E.5", "G.0", "G.3", "G.5", "D.0", "D.2", "D.4"]
    #expect(gan.state.map(\.name) == names.flatMap { ["\($0).weight", "\($0).bias"] })
    #expect(
      try DNN(classes: 4, random).state.map(\.name)
        == ["0", "3", "6"].flatMap { ["\($0).weight", "\($0).bias"] })
  }

  @Test func anOutputOfSigmoidStaysWithinBounds() throws {
    let gan = try MixupGAN(
      features: 6, hidden: [5, 4], discriminator: [3, 3], output: .sigmoid, random)
    let x = try gan.generator(
      100 * Tensor(repeating: 1, [2, 2], on: kernels), .inference)
    #expect(try x.values().allSatisfy { 0...1 ~= $0 })
  }

  @Test(arguments: [false, true])
  func eachUpdateMovesItsOwnWeights(saturating: Bool) throws {
    let gan = try MixupGAN(features: 6, hidden: [5, 4], discriminator: [3, 3], random)
    let settings = AdamSettings(learningRate: 0.01)
    let training = try MixupGANUpdates(
      gan, autoencoder: settings, adversarial: settings, saturating: saturating)
    let x = try random.uniform([4, 6], in: 0...1)
    func weights() throws -> [[Float]] {
      try [gan.encoder, gan.generator, gan.discriminator].map { part in
        try part.parameters.flatMap { try $0.value.values() }
      }
    }
    var before = try weights()
    _ = try training.trainAutoencoder(x, random)
    var after = try weights()
    #expect(before[0] != after[0] && before[1] != after[1] && before[2] == after[2])

    before = after
    _ = try training.trainGenerator(x, random)
    after = try weights()
    #expect(before[0] == after[0] && before[1] != after[1] && before[2] == after[2])

    before = after
    _ = try training.trainDiscriminator(source: x, real: x.slice(axis: 0, 0..<3), random)
    after = try weights()
    #expect(before[0] == after[0] && before[1] == after[1] && before[2] != after[2])
  }
}
