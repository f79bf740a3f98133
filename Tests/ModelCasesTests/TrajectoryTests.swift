import Emotion
import Engine
import Files
import Foundation
import Kernels
import TestSupport
import TestVectors
import Testing

/// The rule for weights after training steps, on a training of the DNN that is run here.
struct TrajectoryTests {
  private let folder: TemporaryFolder
  private let kernels: Kernels

  init() throws {
    folder = try TemporaryFolder()
    kernels = try testKernels()
  }

  private struct Recorded {
    var entries: [SafetensorsEntry] = []
    var values: [String: [Float]] = [:]

    mutating func add(_ name: String, _ shape: [Int], _ numbers: [Float]) {
      entries.append(SafetensorsEntry(name, shape: shape))
      values[name] = numbers
    }

    mutating func add(_ module: some Module, as prefix: String) throws {
      for entry in module.state {
        guard let array = entry.array else { continue }
        add("\(prefix).\(entry.name)", array.shape.axes, try array.value.values())
      }
    }
  }

  /// Two steps of a small DNN without dropout.
  private func train() throws -> Recorded {
    var recorded = Recorded()
    let random = PhiloxSource(seed: 5, on: kernels)
    let model = try DNN(features: 3, hidden: 4, classes: 2, dropout: 0, random)
    let adam = try Adam(model.parameters, AdamSettings(learningRate: 0.01))
    try recorded.add(model, as: "w0")
    var losses: [Float] = []
    for step in 1...2 {
      let x = try random.normal([5, 3])
      let target = try softmax(random.normal([5, 2]))
      recorded.add("step.\(step).x", [5, 3], try x.values())
      recorded.add("step.\(step).target", [5, 2], try target.values())
      let loss = try crossEntropy(model(x, .training(random)), targets: target)
      try adam.step(loss.gradients(of: model.parameters))
      losses.append(try loss.value())
      try recorded.add(model, as: "w\(step)")
    }
    recorded.add("out.loss", [2], losses)
    return recorded
  }

  private func check(_ recorded: Recorded) throws -> VectorCheck {
    let attributes = """
      {"lr": 0.01, "steps": 2, "dropout": 0, "config": {"n": 3, "hidden": 4, "n_classes": 2}}
      """
    let writer = try SafetensorsWriter(
      folder("traj.safetensors"), entries: recorded.entries,
      metadata: ["op": "trajectory_traj_dnn", "attrs": attributes])
    for (name, values) in recorded.values { try writer.write(values, for: name) }
    try writer.commit()
    let checks = try VectorSuite(folder: folder.url, of: .models).check("traj", on: kernels.queue)
    #expect(checks.count == 1, "a trajectory is run under the device's own plan alone")
    return try #require(checks.first)
  }

  @Test func isRepeated() throws {
    let check = try check(train())
    #expect(check.agrees, "\(check)")
  }

  @Test(arguments: [(0.03, true), (0.1, false)])
  func weightsMayStrayByAPartOfTheirWay(part: Double, agrees: Bool) throws {
    var recorded = try train()
    let (start, end) = (recorded.values["w0.0.weight"] ?? [], recorded.values["w2.0.weight"] ?? [])
    recorded.values["w2.0.weight"] = zip(start, end).map { $1 + Float(part) * ($1 - $0) }
    let check = try check(recorded)
    #expect(check.agrees == agrees, "\(check)")
    #expect(check.worst?.tensor == "w2.0.weight")
  }

  @Test func lossesAreExact() throws {
    var recorded = try train()
    recorded.values["out.loss"]?[1] += 1e-3
    #expect(try check(recorded).worst?.tensor == "out.loss")
    #expect(try !check(recorded).agrees)
  }

  @Test func strangeWeightsAreNamed() throws {
    var recorded = try train()
    recorded.add("w0.9.weight", [1], [0])
    #expect(try check(recorded).problem?.contains("\"w0.9.weight\" is no weight") ?? false)
  }
}
