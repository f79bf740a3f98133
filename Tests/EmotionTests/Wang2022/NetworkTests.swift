import Emotion
import Engine
import Files
import Foundation
import Kernels
import TestSupport
import Testing

@Suite struct NetworkTests {
  private let kernels: Kernels
  private let random: PhiloxSource

  init() throws {
    kernels = try testKernels()
    random = PhiloxSource(seed: 1, on: kernels)
  }

  /// The counts of the specification, at true size.
  @Test func parameterCounts() throws {
    #expect(try VGG19(VGGConfiguration(classes: 4), random).parameterCount == 70_379_460)
    let normalized = try VGG19(VGGConfiguration(classes: 4, batchNorm: true), random)
    #expect(normalized.parameterCount == 70_379_460 + 11_008)
  }

  @Test func namesArePyTorchs() throws {
    let vgg = try VGG19(VGGConfiguration(classes: 4, width: 1.0 / 64), random)
    let names = vgg.state.map(\.name)
    #expect(
      names.prefix(4) == [
        "features.0.weight", "features.0.bias", "features.2.weight", "features.2.bias",
      ])
    #expect(names.suffix(2) == ["classifier.6.weight", "classifier.6.bias"])
    #expect(names.contains("features.34.weight"))

    let augmentor = try Augmentor(tinyAugmentor, bands: 32, random)
    #expect(
      augmentor.state.map(\.name).filter { $0.hasSuffix("weight") } == [
        "enc.0.weight", "enc.2.weight", "enc.4.weight", "to_z.weight", "from_z.weight",
        "dec1.weight", "dec2.weight",
      ])
    let discriminator = try Discriminator(tinySequence([4, 4, 6, 6]), bands: 32, random)
    #expect(
      discriminator.state.map(\.name).suffix(9) == [
        "lstm.weight_ih_l0", "lstm.weight_hh_l0", "lstm.bias_ih_l0", "lstm.bias_hh_l0",
        "att.W.weight", "att.W.bias", "att.v.weight", "out.weight", "out.bias",
      ])
  }

  @Test func aPerturbationLeavesPaddingAloneAndHasItsIntensity() throws {
    for latent in AugmentorSettings.Latent.allCases {
      var settings = tinyAugmentor
      settings.latent = latent
      let augmentor = try Augmentor(settings, bands: 32, random)
      let pictures = try Pictures(random.normal([2, 64, 32, 1]), frames: [64, 20])
      let draw = try augmentor.draw(for: pictures, random)
      let result = try augmentor(pictures, draw, .inference)
      let difference = try (result - pictures.x).values()
      let epsilon = try draw.epsilon.values()
      let second = difference[(64 * 32)...]
      #expect(second.dropFirst(20 * 32).allSatisfy { $0 == 0 })
      let mean = second.prefix(20 * 32).reduce(0) { $0 + abs($1) } / Float(20 * 32)
      #expect(abs(mean - epsilon[1]) < 0.02 * epsilon[1], "\(latent)")
    }
  }

  /// What is behind the last real step must not matter.
  @Test func paddingDoesNotReachTheRepresentation() throws {
    let learner = try RepresentationLearner(tinySequence([4, 4]), bands: 32, random)
    let values = try random.normal([1, 64, 32, 1]).values()
    var other = values
    for index in (32 * 32)..<other.count { other[index] = 9 }
    // The convolutions' windows reach one frame over the end of the last real step.
    let frames = 24
    func r(_ values: [Float]) throws -> [Float] {
      try learner(
        Pictures(Tensor(values, [1, 64, 32, 1], on: kernels), frames: [frames]), .inference
      ).values()
    }
    #expect(try r(values) == r(other))
  }

  @Test func weightsComeBackFromAFileAndAStrangerIsRefused() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let url = folder.appending(path: "vgg.safetensors")
    let configuration = VGGConfiguration(classes: 3, size: 32, width: 1.0 / 64, batchNorm: true)
    let first = try VGG19(configuration, random)
    try Weights.save(first, to: url, metadata: ["note": "a test"])
    let file = try SafetensorsFile(contentsOf: url)
    #expect(try VGGConfiguration(of: file, size: 32) == configuration)
    let second = try VGG19(configuration, random)
    try Weights.load(second, from: file)
    let x = try random.normal([2, 32, 32, 1])
    #expect(try first(x, .inference).values() == second(x, .inference).values())

    let wider = try VGG19(VGGConfiguration(classes: 4, size: 32, width: 1.0 / 64), random)
    #expect(throws: EngineError.self) { try Weights.load(wider, from: file) }
  }

  @Test func layersWithoutChannelsAreRefused() throws {
    let folder = try TemporaryFolder()
    let network = try VGG19(VGGConfiguration(classes: 2, size: 32, width: 1.0 / 64), random)
    // The last convolution's filters, as if there were none.
    let entries = network.state.map { entry in
      let isLast = entry.name == "features.34.weight"
      return SafetensorsEntry(
        entry.name, shape: isLast ? [0, 8, 3, 3] : entry.array?.shape.axes ?? [])
    }
    let writer = try SafetensorsWriter(folder("m.safetensors"), entries: entries)
    for entry in entries {
      try writer.write([Float](repeating: 0, count: entry.count), for: entry.name)
    }
    try writer.commit()
    let file = try SafetensorsFile(contentsOf: folder("m.safetensors"))
    let error = #expect(throws: EngineError.self) { try VGGConfiguration(of: file, size: 32) }
    #expect(try #require(error).description.contains("a layer of it has no channel"))
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func weightsThatAreNotFiniteAreRefused(number: Float) throws {
    let folder = try TemporaryFolder()
    let configuration = VGGConfiguration(classes: 2, size: 32, width: 1.0 / 16)
    let network = try VGG19(configuration, random)
    let weight = network.parameters[3]
    var values = try weight.value.values()
    values[1] = number
    try weight.update(Tensor(values, weight.shape, on: kernels))
    try Weights.save(network, to: folder("m.safetensors"), metadata: [:])
    let error = #expect(throws: FileError.self) {
      try Weights.load(
        VGG19(configuration, random), from: SafetensorsFile(contentsOf: folder("m.safetensors")))
    }
    #expect(try #require(error).description.contains("number 2 of features.2.bias is"))
  }
}

let tinyAugmentor: AugmentorSettings = {
  var settings = Configuration().augmentor
  settings.frames = 64
  settings.channels = [4, 6, 8]
  settings.latentSize = 8
  settings.decoderChannels = [8, 4]
  return settings
}()

func tinySequence(_ channels: [Int]) -> SequenceNetworkSettings {
  var settings = Configuration().learner
  settings.channels = channels
  settings.hidden = 8
  return settings
}
