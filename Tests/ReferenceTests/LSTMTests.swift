import Foundation
import Reference
import Testing

@Suite struct LSTMTests {
  /// A layer with all its inputs; any of them can be moved.
  struct Case: Sendable {
    var layer: LSTMReference
    var x: [Double]
    var h0: [Double]
    var c0: [Double]
    var gradY: [Double]
    var gradHidden: [Double]
    var gradCell: [Double]

    init(batch: Int, steps: Int, input: Int, hidden: Int, mask: [Double]?) {
      var numbers = Numbers(seed: 7)
      layer = LSTMReference(
        batch: batch, steps: steps, input: input, hidden: hidden,
        weightIH: numbers.array(4 * hidden * input), weightHH: numbers.array(4 * hidden * hidden),
        biasIH: numbers.array(4 * hidden), biasHH: numbers.array(4 * hidden), mask: mask)
      x = numbers.array(batch * steps * input)
      h0 = numbers.array(batch * hidden)
      c0 = numbers.array(batch * hidden)
      gradY = numbers.array(batch * steps * hidden)
      gradHidden = numbers.array(batch * hidden)
      gradCell = numbers.array(batch * hidden)
    }

    var loss: Double {
      let output = layer.forward(x: x, h0: h0, c0: c0)
      return dot(gradY, output.y) + dot(gradHidden, output.hidden) + dot(gradCell, output.cell)
    }

    func differences(_ path: WritableKeyPath<Case, [Double]>) -> [Double] {
      ReferenceTests.differences(at: self[keyPath: path]) { moved in
        var other = self
        other[keyPath: path] = moved
        return other.loss
      }
    }
  }

  @Test(arguments: [
    Case(batch: 2, steps: 4, input: 3, hidden: 5, mask: nil),
    Case(batch: 1, steps: 1, input: 1, hidden: 1, mask: nil),
    Case(batch: 3, steps: 3, input: 2, hidden: 3, mask: [1, 1, 0, 0, 1, 1, 0, 0, 0]),
  ])
  func gradients(_ test: Case) {
    let gradient = test.layer.gradient(
      x: test.x, h0: test.h0, c0: test.c0, gradY: test.gradY, gradHidden: test.gradHidden,
      gradCell: test.gradCell)
    expectEqual(gradient.x, test.differences(\.x))
    expectEqual(gradient.h0, test.differences(\.h0))
    expectEqual(gradient.c0, test.differences(\.c0))
    expectEqual(gradient.weightIH, test.differences(\.layer.weightIH))
    expectEqual(gradient.weightHH, test.differences(\.layer.weightHH))
    expectEqual(gradient.biasIH, test.differences(\.layer.biasIH))
    expectEqual(gradient.biasHH, test.differences(\.layer.biasHH))
  }

  /// One unit worked out by hand from PyTorch's documented equations.
  @Test func gatesAreInPyTorchsOrder() {
    let layer = LSTMReference(
      batch: 1, steps: 1, input: 1, hidden: 1, weightIH: [1, 2, 3, 4], weightHH: [0, 0, 0, 0],
      biasIH: [0, 0, 0, 0], biasHH: [0.5, 0, 0, 0])
    let output = layer.forward(x: [0.1], h0: [0], c0: [2])
    let sigma = { (x: Double) in 1 / (1 + exp(-x)) }
    let cell = sigma(0.2) * 2 + sigma(0.6) * tanh(0.3)
    expectEqual(output.cell, [cell], within: 1e-15)
    expectEqual(output.y, [sigma(0.4) * tanh(cell)], within: 1e-15)
  }

  @Test func maskedStepsChangeNothing() {
    let whole = Case(batch: 1, steps: 4, input: 2, hidden: 3, mask: [1, 1, 0, 0])
    var short = Case(batch: 1, steps: 4, input: 2, hidden: 3, mask: nil)
    short.layer.steps = 2
    let a = whole.layer.forward(x: whole.x, h0: whole.h0, c0: whole.c0)
    let b = short.layer.forward(x: Array(short.x[..<4]), h0: short.h0, c0: short.c0)
    #expect(Array(a.y[..<6]) == b.y)
    #expect(a.y[6...].allSatisfy { $0 == 0 })
    #expect(a.hidden == b.hidden)
    #expect(a.cell == b.cell)
  }
}
