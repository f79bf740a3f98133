import Classical
import Engine
import Foundation
import Kernels
import TestSupport
import Testing

@testable import Emotion

struct ClassificationLossTests {
  private let kernels: Kernels
  private static let logits: [Float] = [0.5, -1, 2, 0, 0.25, -0.5]

  init() throws { kernels = try testKernels() }

  private func settings(_ change: (inout ObjectiveSettings) -> Void) -> ObjectiveSettings {
    var settings = ObjectiveSettings()
    change(&settings)
    return settings
  }

  @Test func theDefaultIsTheCrossEntropy() throws {
    let loss = ClassificationLoss(ObjectiveSettings(), labels: [0, 1, 1], classes: 3)
    #expect(loss.targets([2, 0], classes: 3) == SampleMatrix(oneHot: [2, 0], classes: 3))
  }

  @Test func rareClassesCountMore() throws {
    let loss = ClassificationLoss(
      settings { $0.classWeights = .balanced }, labels: [0, 1, 1, 1], classes: 3)
    // By scikit-learn's `compute_class_weight("balanced")`: 4 / (2 · 1) and 4 / (2 · 3).
    #expect(loss.targets([0, 1], classes: 3).values == [2, 0, 0, 0, Float(2) / 3, 0])
  }

  @Test func smoothedLabelsLeaveSomethingToAll() throws {
    let loss = ClassificationLoss(settings { $0.labelSmoothing = 0.3 }, labels: [0], classes: 3)
    for (found, expected) in zip(loss.targets([1], classes: 3).values, [0.1, 0.8, 0.1]) {
      #expect(abs(Double(found) - expected) < 1e-6)
    }
  }

  @Test(arguments: [1, 2, 5])
  func focalLossIsItsFormula(focus: Int) throws {
    let loss = ClassificationLoss(settings { $0.focus = focus }, labels: [0], classes: 3)
    let labels = [2, 0]
    let targets = try loss.targets(labels, classes: 3).tensor(on: kernels)
    let found = try loss(Tensor(Self.logits, [2, 3], on: kernels), targets: targets).value()
    let expected = labels.enumerated().reduce(0.0) { sum, sample in
      let row = Self.logits[3 * sample.offset..<3 * sample.offset + 3].map(Double.init)
      let p = exp(row[sample.element]) / row.reduce(0) { $0 + exp($1) }
      return sum - pow(1 - p, Double(focus)) * log(p) / Double(labels.count)
    }
    #expect(abs(Double(found) - expected) < 1e-5)
    #expect(
      try FiniteDifferences(on: kernels).disagreements([([2, 3], Self.logits)]) {
        (inputs) throws(EngineError) in try loss(inputs[0], targets: targets)
      } == [])
  }

  @Test func oversamplingEvensTheClasses() throws {
    let all = LoudHalves.utterances
    let loud = all.filter { $0.label == 1 }
    let rare = all.filter { $0.label == 0 } + loud.prefix(3)
    let fold = PictureFold(
      name: "f", seed: 3, training: rare, heldOut: [], test: [], testRows: [],
      scale: PictureScale(Normalization(of: all.map(\.picture)), floor: -80))
    let count = rare.count - 3
    let drawn = Oversampling().drawn(from: fold)
    #expect(drawn.count == count - 3 && drawn.allSatisfy { $0.label == 1 })
    let times = Dictionary(grouping: drawn, by: \.id).values.map(\.count)
    #expect((times.max() ?? 0) - (times.min() ?? 0) <= 1)
    #expect(drawn == Oversampling().drawn(from: fold))
  }
}
