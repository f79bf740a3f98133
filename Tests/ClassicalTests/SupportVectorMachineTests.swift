import Classical
import Foundation
import Testing

@Suite struct SupportVectorMachineTests {
  /// A ring of class 1 around a disc of class 0: no line tells them apart, a circle does.
  private static func ring(_ count: Int, turned: Double) -> (SampleMatrix, [Int]) {
    var values: [Float] = []
    var labels: [Int] = []
    for index in 0..<count {
      let angle = Float(index) * 2.4 + Float(turned)
      let radius: Float = index.isMultiple(of: 2) ? 0.5 : 2
      values += [radius * cos(angle), radius * sin(angle)]
      labels.append(index % 2)
    }
    return (SampleMatrix(rows: count, columns: 2, values: values), labels)
  }

  @Test func aRadialKernelTellsARingFromADisc() throws {
    let (training, labels) = Self.ring(60, turned: 0)
    let (test, truth) = Self.ring(40, turned: 0.3)
    let radial = try SupportVectorMachine(
      training, labels: labels, kernel: .rbf(gamma: 1), cost: 10)
    #expect(try radial.predict(test) == truth)
    let linear = try SupportVectorMachine(training, labels: labels, kernel: .linear, cost: 10)
    #expect(try linear.predict(test) != truth)
  }

  @Test func threeClassesInTheirOrder() throws {
    let x = SampleMatrix(rows: 6, columns: 1, values: [0, 0.1, 1, 1.1, 2, 2.1])
    let machine = try SupportVectorMachine(
      x, labels: [7, 7, 2, 2, 5, 5], kernel: .rbf(gamma: 5), cost: 100)
    #expect(try machine.predict(x) == [7, 7, 2, 2, 5, 5])
  }

  @Test func theGridKeepsThePointThatSeparates() throws {
    let (training, labels) = Self.ring(60, turned: 0)
    let (heldOut, truth) = Self.ring(40, turned: 0.3)
    let grid = SupportVectorGrid(costs: [10, 0.001], gammas: [.value(1e-6), .value(1)])
    let choice = try grid.search(
      training: training, labels: labels, heldOut: heldOut, heldOutLabels: truth, by: accuracy)
    // Both costs separate with this γ: the smaller one is kept.
    #expect(choice.cost == 0.001 && choice.gamma == 1 && choice.score == 1)
    #expect(throws: ClassicalError.self) {
      try SupportVectorGrid(costs: []).search(
        training: training, labels: labels, heldOut: heldOut, heldOutLabels: truth, by: accuracy)
    }
  }

  private func accuracy(truth: [Int], predicted: [Int]) -> Double {
    Double(zip(truth, predicted).count { $0 == $1 }) / Double(truth.count)
  }

  @Test func gammaOfScale() {
    // Variance 2 over two features.
    let x = SampleMatrix(rows: 2, columns: 2, values: [-2, 0, 2, 0])
    #expect(SupportVectorGrid.Gamma.scale.resolved(for: x) == 0.25)
    let same = SampleMatrix(rows: 3, columns: 1, values: [0.1, 0.1, Float(0.1).nextUp])
    #expect(SupportVectorGrid.Gamma.scale.resolved(for: same) == 1)
  }

  @Test func refusals() throws {
    let broken = SampleMatrix(rows: 2, columns: 2, values: [0, 1, .nan, 2])
    do throws(ClassicalError) {
      _ = try SupportVectorMachine(broken, labels: [0, 1], kernel: .linear, cost: 1)
      Issue.record("not a number")
    } catch {
      #expect(error.description.contains("Feature 1 of sample 2 is nan"))
    }
    let (x, labels) = Self.ring(4, turned: 0)
    #expect(throws: ClassicalError.self) {
      try SupportVectorMachine(x, labels: labels, kernel: .linear, cost: -1)
    }
    #expect(throws: ClassicalError.self) {
      try SupportVectorMachine(
        SampleMatrix(rows: 0, columns: 2, values: []), labels: [], kernel: .linear, cost: 1)
    }
  }
}
