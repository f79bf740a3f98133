import Emotion
import Engine
import Exchange
import Files
import Foundation
import Kernels
import Speech
import TestSupport
import Testing

/// What an exported graph is made of; `Tests/interop/onnx_runtime.py` runs one.
@Suite struct ONNXModelTests {
  private func saved(batchNorm: Bool, in folder: TemporaryFolder) throws -> SafetensorsFile {
    var configuration = Configuration(.small)
    configuration.classifier.widthFactor = 1 / 64
    configuration.classifier.batchNorm = batchNorm
    let network = try VGG19(
      VGGConfiguration(classes: 2, width: 1 / 64, batchNorm: batchNorm),
      PhiloxSource(seed: 1, on: testKernels()))
    let card = ModelCard(
      .classifier, classes: ["angry", "sad"], frontEnd: MelConfiguration(),
      normalization: Normalization(mean: 0, deviation: 1), configuration: configuration,
      version: "1", manifest: "",
      training: TrainingData(recordings: [], speakers: []))
    try TrainedModel(network, card).save(to: folder("m.safetensors"))
    return try SafetensorsFile(contentsOf: folder("m.safetensors"))
  }

  @Test(arguments: [false, true])
  func classifier(batchNorm: Bool) throws {
    let folder = try TemporaryFolder()
    let file = try saved(batchNorm: batchNorm, in: folder)
    let model = try Onnx_ModelProto(serializedBytes: ONNXModel(classifier: file).data)
    let counts = Dictionary(model.graph.node.map { ($0.opType, 1) }, uniquingKeysWith: +)
    var expected = ["Conv": 16, "Relu": 18, "MaxPool": 5, "Flatten": 1, "Gemm": 3]
    if batchNorm { expected["BatchNormalization"] = 16 }
    #expect(counts == expected)
    // Each node takes what is there already, and every weight of the file is taken once.
    var known = Set(model.graph.initializer.map(\.name) + ["pictures"])
    for node in model.graph.node {
      #expect(known.isSuperset(of: node.input))
      known.formUnion(node.output)
    }
    #expect(model.graph.node.last?.output == ["logits"])
    let floats = file.entries.filter { $0.type == .float32 }
    #expect(model.graph.initializer.count == floats.count)
    for tensor in model.graph.initializer {
      #expect(tensor.dims == (file[tensor.name]?.shape ?? []).map(Int64.init))
      #expect(try tensor.rawData == file.floats(tensor.name).withUnsafeBytes { Data($0) })
    }
    let shape = model.graph.input[0].type.tensorType.shape.dim
    #expect(shape.map(\.dimValue) == [0, 1, 128, 128] && shape[0].dimParam == "batch")
    #expect(model.metadataProps.contains { $0.key == "ser" && $0.value.contains("angry") })
  }

  @Test func classifierOfFeatures() throws {
    let folder = try TemporaryFolder()
    let network = try DNN(
      features: FeatureFixtures.width, hidden: 6, classes: 2,
      PhiloxSource(seed: 1, on: testKernels()))
    var configuration = Configuration()
    configuration.dnn.hidden = 6
    let corpus = try FeatureFixtures.corpus()
    let card = FeatureModelCard(
      .dnn, of: corpus, scale: corpus.scale(.minMax, training: [0, 1]),
      configuration: configuration,
      version: "1", manifest: "",
      training: TrainingData(recordings: [], speakers: []))
    try TrainedDNN(network, card, on: testKernels()).save(to: folder("d.safetensors"))
    let file = try SafetensorsFile(contentsOf: folder("d.safetensors"))
    let model = try Onnx_ModelProto(serializedBytes: ONNXModel(classifier: file).data)
    #expect(
      model.graph.node.map(\.opType) == ["Gemm", "LeakyRelu", "Gemm", "LeakyRelu", "Gemm"])
    #expect(model.graph.input[0].name == "features" && model.graph.output[0].name == "logits")
    #expect(model.graph.initializer.map(\.dims).first == [6, 6])
  }

  @Test func anotherModelIsRefused() throws {
    let folder = try TemporaryFolder()
    let file = try saved(batchNorm: false, in: folder)
    #expect(throws: ModelFileError.self) { try ONNXModel(.encoder, of: file) }
  }
}
