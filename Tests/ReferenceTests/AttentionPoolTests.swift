import Reference
import Testing

@Suite struct AttentionPoolTests {
  @Test(arguments: [nil, [1.0, 1, 1, 1, 0, 0, 0, 0, 0]])
  func gradients(mask: [Double]?) {
    var numbers = Numbers(seed: 8)
    let (h, scores) = (numbers.array(3 * 3 * 5), numbers.array(9))
    let (gradY, gradWeights) = (numbers.array(15), numbers.array(9))
    func loss(_ h: [Double], _ scores: [Double]) -> Double {
      let output = AttentionPoolReference.forward(
        h: h, scores: scores, mask: mask, batch: 3, steps: 3, width: 5)
      return dot(gradY, output.y) + dot(gradWeights, output.weights)
    }
    let gradient = AttentionPoolReference.gradient(
      gradY: gradY, gradWeights: gradWeights, h: h, scores: scores, mask: mask, batch: 3,
      steps: 3, width: 5)
    expectEqual(gradient.h, differences(at: h) { loss($0, scores) })
    expectEqual(gradient.scores, differences(at: scores) { loss(h, $0) })
  }

  @Test func aRowWithoutStepsGivesZeros() {
    let output = AttentionPoolReference.forward(
      h: [1, 2], scores: [3, 4], mask: [0, 0], batch: 1, steps: 2, width: 1)
    #expect(output.y == [0])
    #expect(output.weights == [0, 0])
  }

  @Test func largeScoresDoNotOverflow() {
    let output = AttentionPoolReference.forward(
      h: [1, 2], scores: [5000, -5000], batch: 1, steps: 2, width: 1)
    #expect(output.y == [1])
  }
}
