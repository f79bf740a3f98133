import Foundation
import Reference
import Testing

@Suite struct LossTests {
  @Test func binaryCrossEntropyGradient() {
    var numbers = Numbers(seed: 10)
    let (x, targets) = (numbers.array(7, scale: 4), [0.0, 1, 1, 0, 0.3, 1, 0])
    expectEqual(
      BCEWithLogitsReference.gradient(gradY: 1.3, logits: x, targets: targets),
      differences(at: x) { 1.3 * BCEWithLogitsReference.forward(logits: $0, targets: targets) })
    #expect(BCEWithLogitsReference.forward(logits: [-1000, 1000], targets: [1, 1]) == 500)
  }

  @Test func crossEntropyOfNoNumbers() {
    func loss(_ logits: [Double], _ targets: [Double]) -> Double {
      CrossEntropyReference.forward(logits: logits, targets: targets, classes: 2)
    }
    #expect(loss([0, -.infinity], [1, 0]) == 0)
    #expect(loss([-.infinity, 0], [0.5, 0.5]) == .infinity)
    #expect(loss([1, .nan], [1, 0]).isNaN && loss([1, .nan], [0, 0]).isNaN)
    #expect(loss([1, .infinity], [1, 0]).isNaN)
  }

  @Test func adversarialGradients() {
    var numbers = Numbers(seed: 11)
    let (real, fake) = (numbers.array(5, scale: 4), numbers.array(3, scale: 4))
    let gradient = GANLossReference.discriminatorGradient(gradY: 2, real: real, fake: fake)
    expectEqual(
      gradient.real,
      differences(at: real) { 2 * GANLossReference.discriminator(real: $0, fake: fake) })
    expectEqual(
      gradient.fake,
      differences(at: fake) { 2 * GANLossReference.discriminator(real: real, fake: $0) })
    expectEqual(
      GANLossReference.generatorGradient(gradY: 2, fake: fake),
      differences(at: fake) { 2 * GANLossReference.generator(fake: $0) })
    expectEqual(
      GANLossReference.saturatingGeneratorGradient(gradY: 2, fake: fake),
      differences(at: fake) { 2 * GANLossReference.saturatingGenerator(fake: $0) })
  }

  @Test func anUndecidedDiscriminatorCostsTwoLogTwo() {
    let loss = GANLossReference.discriminator(real: [0, 0], fake: [0])
    expectEqual([loss], [2 * log(2)], within: 1e-14)
  }

  @Test func squaredErrorGradient() {
    var numbers = Numbers(seed: 12)
    let (x, y) = (numbers.array(7), numbers.array(7))
    let gradient = MSEReference.gradient(gradY: 3, x: x, y: y)
    expectEqual(gradient.x, differences(at: x) { 3 * MSEReference.forward(x: $0, y: y) })
    expectEqual(gradient.y, differences(at: y) { 3 * MSEReference.forward(x: x, y: $0) })
  }

  @Test(arguments: [0.5, 7])
  func tripletGradient(margin: Double) {
    var numbers = Numbers(seed: 13)
    let (a, p, n) = (numbers.array(35), numbers.array(35), numbers.array(35))
    func loss(_ a: [Double], _ p: [Double], _ n: [Double]) -> Double {
      2
        * TripletLossReference.forward(
          anchor: a, positive: p, negative: n, margin: margin, columns: 7)
    }
    let gradient = TripletLossReference.gradient(
      gradY: 2, anchor: a, positive: p, negative: n, margin: margin, columns: 7)
    expectEqual(gradient.anchor, differences(at: a) { loss($0, p, n) })
    expectEqual(gradient.positive, differences(at: p) { loss(a, $0, n) })
    expectEqual(gradient.negative, differences(at: n) { loss(a, p, $0) })
  }

  @Test func tripletAtItsKinks() {
    let equal = TripletLossReference.gradient(
      anchor: [1, 1], positive: [1, 2], negative: [1, 1], margin: 7, columns: 2)
    #expect(equal.positive == [0, 1])
    #expect(equal.negative == [0, 0])
    // The hinge is at exactly 0.
    let closed = TripletLossReference.gradient(
      anchor: [1], positive: [2], negative: [4], margin: 2, columns: 1)
    #expect(closed.anchor == [0])
  }

  @Test func rowDotGradient() {
    var numbers = Numbers(seed: 14)
    let (a, b) = (numbers.array(15), numbers.array(15))
    let gradient = RowDotReference.gradient(gradY: 2, a: a, b: b, columns: 5)
    expectEqual(
      gradient.a, differences(at: a) { 2 * RowDotReference.forward(a: $0, b: b, columns: 5) })
    expectEqual(
      gradient.b, differences(at: b) { 2 * RowDotReference.forward(a: a, b: $0, columns: 5) })
    #expect(RowDotReference.forward(a: [1, 2, 3, 4], b: [1, 1, 1, 2], columns: 2) == 7)
  }
}
