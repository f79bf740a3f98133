import Engine
import Foundation
import Kernels
import OpenCL
import TestSupport
import Testing

/// An optimizer's weights, gradients and moments lie in one memory each, which nobody sees but by the number
/// of launches.
@Suite struct FlatParametersTests {
  private let kernels: Kernels
  private let phase: Phase

  init() throws {
    kernels = try testKernels()
    phase = .training(NoRandomness(kernels))
  }

  private func parameters(_ counts: [Int], on kernels: Kernels? = nil) throws -> [Parameter] {
    try counts.enumerated().map { number, count in
      let values = (0..<count).map { Float(($0 * 31 + number) % 23) / 23 - 0.5 }
      return Parameter(try Tensor(values, [count], on: kernels ?? self.kernels))
    }
  }

  private func values(_ parameters: [Parameter]) throws -> [[Float]] {
    try parameters.map { try $0.value.values() }
  }

  /// The sum of the squares, times a number for each.
  private func loss(_ parameters: [Parameter], _ phase: Phase) throws -> Tensor {
    var sum = try (parameters[0](phase) * parameters[0](phase)).sum()
    for (number, parameter) in parameters.enumerated().dropFirst() {
      sum = try sum + Float(number) * (parameter(phase) * parameter(phase)).sum()
    }
    return sum
  }

  private func launches(
    of counts: [Int], on facts: DeviceFacts, _ adams: ([Parameter]) throws -> [Adam]
  ) throws -> Int {
    let recording = Recording()
    let kernels = Kernels(Queue(noting: recording, for: facts))
    let parameters = try parameters(counts, on: kernels)
    let adams = try adams(parameters)
    _ = recording.take()
    for adam in adams {
      try adam.minimize(loss(adam.parameters, .training(NoRandomness(kernels))), over: .whole)
    }
    return recording.take().launches.count { $0.kernel.name == "adam" }
  }

  @Test func aStepIsOneLaunch() throws {
    let facts = try #require(KnownDevice.all.first).facts
    let adam = AdamSettings(learningRate: 0.1)
    #expect(try launches(of: [3, 70, 1, 5000], on: facts) { [try Adam($0, adam)] } == 1)
    // The second finds its weights side by side in the memory of the first, and those of the third are apart.
    #expect(
      try launches(of: [3, 70, 1, 5000], on: facts) {
        [
          try Adam($0, adam), try Adam(Array($0[1...2]), adam), try Adam([$0[0], $0[3]], adam),
        ]
      } == 4)
  }

  /// The same as each for itself, whichever way the gradients come.
  @Test func stepsAreThoseOfEachAlone() throws {
    let (together, alone, given) = (
      try parameters([3, 70, 1, 300]), try parameters([3, 70, 1, 300]),
      try parameters([3, 70, 1, 300])
    )
    let settings = AdamSettings(learningRate: 0.1, weightDecay: 0.01)
    let adam = try Adam(together, settings)
    let adams = try alone.map { try Adam([$0], settings) }
    let other = try Adam(given, settings)
    for _ in 0..<3 {
      try adam.minimize(loss(together, phase), over: .whole)
      let gradients = try loss(given, phase).gradients(of: given)
      try other.step(gradients)
      for (number, one) in adams.enumerated() {
        let weight = alone[number](phase)
        try one.minimize(Float(max(1, number)) * (weight * weight).sum(), over: .whole)
      }
    }
    #expect(try values(together) == values(alone))
    #expect(try values(given) == values(alone))
  }

  /// Two optimizers over the same weights, as the mixup GAN's generator has.
  @Test func optimizersMayShareWeights() throws {
    let (shared, alone) = (try parameters([40, 7, 64]), try parameters([40, 7, 64]))
    let settings = AdamSettings(learningRate: 0.1)
    let (all, last) = (try Adam(shared, settings), try Adam(Array(shared[1...]), settings))
    let pairs = try (0..<2).map { _ in try alone.map { try Adam([$0], settings) } }
    for _ in 0..<3 {
      try all.minimize(loss(shared, phase), over: .whole)
      try last.minimize(loss(Array(shared[1...]), phase), over: .whole)
      for (number, one) in pairs[0].enumerated() {
        let weight = alone[number](phase)
        try one.minimize(Float(max(1, number)) * (weight * weight).sum(), over: .whole)
      }
      for (number, one) in pairs[1][1...].enumerated() {
        let weight = alone[number + 1](phase)
        try one.minimize(Float(max(1, number)) * (weight * weight).sum(), over: .whole)
      }
    }
    #expect(try values(shared) == values(alone))
  }

  /// A gradient that is a sum, and one that an operation passes on from behind it.
  @Test func gradientsOfAnyOriginAreFoundByTheStep() throws {
    let (weights, others) = (try parameters([5, 5, 5]), try parameters([5, 5, 5]))
    func loss(_ w: [Parameter]) throws -> Tensor {
      let (a, b, c) = (w[0](phase), w[1](phase), w[2](phase))
      return try ((a + b) * (a + c) * a).sum()
    }
    let adam = try Adam(weights, AdamSettings(learningRate: 0.1))
    let second = try Adam(others, AdamSettings(learningRate: 0.1))
    for _ in 0..<3 {
      let found = try adam.gradients(ofSum: [(1, loss(weights))], over: .whole)
      let expected = try loss(others).gradients(of: others)
      #expect(try found.values.map { try $0.values() } == expected.values.map { try $0.values() })
      try adam.step(found)
      try second.step(expected)
    }
    #expect(try values(weights) == values(others))
  }

  @Test func gradientsThatAreHeldStay() throws {
    let weights = try parameters([5, 70])
    let adam = try Adam(weights, AdamSettings(learningRate: 0.1))
    let held = try adam.gradients(ofSum: [(1, loss(weights, phase))], over: .whole)
    let before = try held.values.map { try $0.values() }
    for _ in 0..<2 { try adam.minimize(loss(weights, phase), over: .whole) }
    #expect(try held.values.map { try $0.values() } == before)
  }

  @Test func aWeightThatIsReplacedLeavesTheOthers() throws {
    let weights = try parameters([5, 70, 3])
    let adam = try Adam(weights, AdamSettings(learningRate: 0.1))
    let (before, held) = (try values(weights), weights[1].value)
    let new = [Float](repeating: 2, count: 70)
    try weights[1].update(Tensor(new, [70], on: kernels))
    #expect(try values(weights) == [before[0], new, before[2]])
    #expect(try held.values() == before[1])
    try adam.minimize(loss(weights, phase), over: .whole)
    #expect(try weights[1].value.values() == new.map { $0 - 0.1 }.map { Float($0) })
  }

  private func facts(like facts: DeviceFacts, maxAllocation: Int) throws -> DeviceFacts {
    let text = String(decoding: try JSONEncoder().encode(facts), as: UTF8.self)
    let changed = text.replacing("\(facts.maxAllocation)", with: "\(maxAllocation)")
    return try JSONDecoder().decode(DeviceFacts.self, from: Data(changed.utf8))
  }

  /// More than the device gives at once is taken in pieces.
  @Test func whatIsTooLargeForOneMemoryTakesSeveral() throws {
    let known = try #require(KnownDevice.all.first).facts
    let facts = try facts(like: known, maxAllocation: 4 * 1000)
    let adam = AdamSettings(learningRate: 0.1)
    #expect(try launches(of: [300, 300, 900, 5, 5], on: facts) { [try Adam($0, adam)] } == 3)
  }

  @Test func clippingIsThatOfEachAlone() throws {
    let weights = try parameters([5, 70, 3])
    let adam = try Adam(weights, AdamSettings(learningRate: 0.1))
    let clipped = try adam.gradients(ofSum: [(1, loss(weights, phase))], over: .whole).clipped(
      toNorm: 0.5)
    let alone = try loss(weights, phase).gradients(of: weights).clipped(toNorm: 0.5)
    for (found, expected) in zip(clipped.values, alone.values) {
      for (a, b) in zip(try found.values(), try expected.values()) { #expect(abs(a - b) < 1e-6) }
    }
    try adam.step(clipped)
  }
}
