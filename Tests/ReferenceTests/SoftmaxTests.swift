import Foundation
import Reference
import Testing

@Suite struct SoftmaxTests {
  @Test(arguments: [1, 3, 7])
  func gradients(columns: Int) {
    var numbers = Numbers(seed: 9)
    let (x, g) = (numbers.array(5 * columns, scale: 3), numbers.array(5 * columns))
    expectEqual(
      SoftmaxReference.gradient(gradY: g, x: x, columns: columns),
      differences(at: x) { dot(g, SoftmaxReference.forward(x: $0, columns: columns)) })
    expectEqual(
      LogSoftmaxReference.gradient(gradY: g, x: x, columns: columns),
      differences(at: x) { dot(g, LogSoftmaxReference.forward(x: $0, columns: columns)) })
    expectEqual(
      CrossEntropyReference.gradient(gradY: 0.7, logits: x, targets: g, classes: columns),
      differences(at: x) {
        0.7 * CrossEntropyReference.forward(logits: $0, targets: g, classes: columns)
      })
    let labels = (0..<5).map { $0 % columns }
    expectEqual(
      CrossEntropyReference.gradient(gradY: 0.7, logits: x, labels: labels, classes: columns),
      differences(at: x) {
        0.7 * CrossEntropyReference.forward(logits: $0, labels: labels, classes: columns)
      })
  }

  @Test func largeLogitsDoNotOverflow() {
    expectEqual(SoftmaxReference.forward(x: [800, 0, 800], columns: 3), [0.5, 0, 0.5])
    #expect(CrossEntropyReference.forward(logits: [0, 1000], labels: [0], classes: 2) == 1000)
  }

  @Test func equalLogitsCostTheLogarithmOfTheClasses() {
    let loss = CrossEntropyReference.forward(
      logits: [2, 2, 2, 2, 5, 5, 5, 5], labels: [1, 3], classes: 4)
    expectEqual([loss], [log(4)], within: 1e-14)
  }
}
