import Classical
import Engine
import Files
import Foundation
import Kernels
import Speech
import TestSupport
import Testing

@testable import Emotion

/// A file of weights whose card holds what makes no sense is refused, value by value, before anything is
/// computed with it.
struct CardTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A file without weights and with a card in which one text stands for another.
  private func file(
    _ card: some WeightsCard, replacing old: String, by new: String
  ) throws -> SafetensorsFile {
    let metadata = try card.metadata().mapValues { text in
      #expect(text.contains(old), "\(text)")
      return text.replacing(old, with: new)
    }
    try SafetensorsWriter(folder("m.safetensors"), entries: [], metadata: metadata).commit()
    return try SafetensorsFile(contentsOf: folder("m.safetensors"))
  }

  private func complaint(_ read: () throws -> Void) throws -> String {
    let error = #expect(throws: FileError.self) { try read() }
    return try #require(error).description
  }

  private func pictures(_ kind: ModelCard.Kind) -> ModelCard {
    ModelCard(
      kind, classes: ["angry", "sad"], frontEnd: MelConfiguration(),
      normalization: Normalization(mean: -40, deviation: 12), configuration: Configuration(),
      version: "1", manifest: "",
      training: TrainingData(recordings: [], speakers: []))
  }

  @Test(arguments: [
    (#""sampleRate":16000"#, #""sampleRate":16"#, "frontEnd.sampleRate is 16 where from 1000"),
    (#""bands":128"#, #""bands":0"#, "frontEnd.bands is 0"),
    (#""hopLength":400"#, #""hopLength":-1"#, "frontEnd.hopLength is -1"),
    (#""segment":128"#, #""segment":1"#, "classifier.segment is 1 where from 32"),
    (#""stride":64"#, #""stride":4096"#, "classifier.stride is 4096 where at most"),
    (#""batch":64"#, #""batch":0"#, "classifier.batch is 0"),
    (
      #""deviation":12"#, #""deviation":0"#, "normalization.deviation is 0.0 where a number above 0"
    ),
    (#"["angry","sad"]"#, "[]", "it names no class"),
    (#"["angry","sad"]"#, #"["angry","angry","sad"]"#, "it names the class angry twice"),
    (#"["angry","sad"]"#, #"["angry",""]"#, "a class has no name"),
  ])
  func ofAClassifierOfPictures(old: String, new: String, complaint: String) throws {
    let file = try file(pictures(.classifier), replacing: old, by: new)
    #expect(
      try self.complaint { _ = try ModelCard(of: file, expecting: .classifier) }
        .contains(complaint))
  }

  /// A file that is older than a setting has it as by default; all else stays to the last digit.
  @Test func olderThanASetting() throws {
    var settings = Configuration()
    settings.seed = .max
    settings.classifier.learningRate = 0.1 + 0.2
    var card = ModelCard(
      .classifier, classes: ["angry", "sad"], frontEnd: MelConfiguration(),
      normalization: Normalization(mean: -0.1, deviation: 1.1), configuration: settings,
      version: "1", manifest: "", training: TrainingData(recordings: [], speakers: []))
    card.frontEnd.bands = 64
    var older = try file(card, replacing: #""holdOut":0.1,"#, by: "")
    #expect(try ModelCard(of: older, expecting: .classifier) == card)
    older = try file(card, replacing: #""hopLength":400,"#, by: "")
    #expect(try ModelCard(of: older, expecting: .classifier) == card)
  }

  @Test func ofAnAugmentor() throws {
    let file = try file(pictures(.augmentor), replacing: #""frames":512"#, by: #""frames":500"#)
    #expect(
      try complaint { _ = try ModelCard(of: file, expecting: .augmentor) }
        .contains("augmentor.frames is 500 where a multiple of 16"))
  }

  @Test(arguments: [
    (#""hidden":400"#, #""hidden":-4"#, "dnn.hidden is -4"),
    (#""span":[2"#, #""span":[-2"#, "scale.span of feature 1 is -2.0 where 0 or a number above"),
    (#""offset":[1,"#, #""offset":[1,1,"#, "scale is of"),
    (#""scale":"#, #""scales":"#, "normalised by min-max, and it has no scale"),
    (#""sampleRate":16000"#, #""sampleRate":16"#, "at 16 Hz, where 1000 to 1000000 can be"),
    (#""sampleRate":16000"#, #""sampleRate":4611686018427387904"#, "at 4611686018427387904 Hz"),
  ])
  func ofAClassifierOfFeatures(old: String, new: String, complaint: String) throws {
    let corpus = try FeatureFixtures.corpus()
    let width = FeatureFixtures.width
    let card = FeatureModelCard(
      .dnn, of: corpus,
      scale: FeatureScale(
        offset: Array(repeating: 1, count: width), span: Array(repeating: 2, count: width),
        isClipped: false),
      configuration: Configuration(), version: "1", manifest: "",
      training: TrainingData(recordings: [], speakers: []))
    let file = try file(card, replacing: old, by: new)
    #expect(
      try self.complaint { _ = try FeatureModelCard(of: file, expecting: .dnn) }
        .contains(complaint))
  }

  /// Nothing is made of a size that only the card knows.
  @Test func ofANetworkThatTheFileCannotHold() throws {
    let kernels = try testKernels()
    let held = kernels.queue.pool.held
    func expectRefusal(_ read: () throws -> Void) throws {
      let error = #expect(throws: EngineError.self) { try read() }
      let message = try #require(error).description
      #expect(
        message.contains("m.safetensors does not hold weights") && message.contains("far more"),
        "\(message)")
    }
    var augmentor = pictures(.augmentor)
    augmentor.augmentor?.frames = 65_536
    augmentor.augmentor?.channels = [1, 1, 65_536]
    augmentor.augmentor?.latentSize = 65_536
    augmentor.frontEnd.fftLength = 1 << 20
    augmentor.frontEnd.bands = 1 << 20
    _ = try file(augmentor, replacing: "angry", by: "happy")
    try expectRefusal {
      _ = try TrainedModel<Augmentor>(contentsOf: folder("m.safetensors"), on: kernels)
    }
    let corpus = try FeatureFixtures.corpus()
    var settings = Configuration()
    settings.dnn.hidden = 65_536
    settings.mixupGAN.hidden = [65_536, 65_536]
    settings.features.normalization = .zNormSpeaker
    func card(_ kind: FeatureModelCard.Kind) -> FeatureModelCard {
      FeatureModelCard(
        kind, of: corpus, scale: nil, configuration: settings, version: "1", manifest: "",
        training: TrainingData(recordings: [], speakers: []))
    }
    let dnn = try file(card(.dnn), replacing: "\"dnn\"", by: "\"dnn\"")
    try expectRefusal { _ = try TrainedDNN(dnn, on: kernels) }
    _ = try file(card(.mixupGAN), replacing: "mixup", by: "mixup")
    try expectRefusal {
      _ = try TrainedMixupGAN(contentsOf: folder("m.safetensors"), on: kernels)
    }
    #expect(kernels.queue.pool.held - held < 256 << 20)
  }

  @Test func besidePicturesOlderThanASetting() throws {
    var frontEnd = MelConfiguration()
    frontEnd.bands = 64
    let text = try JSONFile.text(PictureSidecar(frontEnd: frontEnd), onOneLine: true)
    #expect(text.contains(#""hopLength":400,"#))
    try Data(text.replacing(#""hopLength":400,"#, with: "").utf8).write(to: folder("p.npy.json"))
    #expect(try PictureSidecar(of: folder("p.npy")) == PictureSidecar(frontEnd: frontEnd))
  }

  @Test func besidePictures() throws {
    var frontEnd = MelConfiguration()
    frontEnd.windowLength = 0
    try JSONFile.write(
      PictureSidecar(frontEnd: frontEnd), to: folder("p.npy.json"))
    #expect(
      try complaint { _ = try PictureSidecar(of: folder("p.npy")) }
        .contains("frontEnd.windowLength is 0 where from 2"))
  }
}
