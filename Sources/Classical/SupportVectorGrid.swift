/// The search for an RBF machine's cost and γ on samples that it is not trained on.
public struct SupportVectorGrid: Sendable, Equatable {
  /// A value of γ to try.
  public enum Gamma: Sendable, Equatable {
    case value(Double)
    /// 1 / (features · variance of all training values), scikit-learn's "scale"; 1 where all values
    /// count as the same.
    case scale
  }

  public var costs: [Double]
  public var gammas: [Gamma]

  /// The defaults are the project's reading of section 4.2 of Latif et al. 2020.
  public init(
    costs: [Double] = [0.1, 1, 10, 100],
    gammas: [Gamma] = [.value(1e-4), .value(1e-3), .value(1e-2), .scale]
  ) {
    self.costs = costs
    self.gammas = gammas
  }

  /// What a search found.
  public struct Choice: Sendable, Equatable {
    public let cost, gamma: Double
    /// The score on the held-out samples.
    public let score: Double
  }

  /// How good predictions are, the higher the better, beside what is true.
  public typealias Score = (_ truth: [Int], _ predicted: [Int]) -> Double

  /// Trains a machine at each point of the grid and keeps the one of the highest score on the
  /// held-out samples: the smallest cost, then the first γ, among equals.
  ///
  /// - Throws: as `SupportVectorMachine`, and `ClassicalError.setting` where the grid has no point.
  public func search(
    training: SampleMatrix, labels: [Int], heldOut: SampleMatrix, heldOutLabels: [Int],
    by score: Score
  ) throws(ClassicalError) -> Choice {
    var best: Choice?
    for cost in costs.sorted() {
      for gamma in gammas.map({ $0.resolved(for: training) }) {
        let machine = try SupportVectorMachine(
          training, labels: labels, kernel: .rbf(gamma: gamma), cost: cost)
        let found = score(heldOutLabels, try machine.predict(heldOut))
        if found > best?.score ?? -.infinity {
          best = Choice(cost: cost, gamma: gamma, score: found)
        }
      }
    }
    guard let best else {
      throw .setting("The grid of an SVM has no point; give at least one cost and one gamma.")
    }
    return best
  }

  /// The machine whose cost and γ `search` finds, trained on the held-out samples too.
  ///
  /// - Throws: as `SupportVectorMachine`, and `ClassicalError.setting` where the grid has no point.
  public func machine(
    training: SampleMatrix, labels: [Int], heldOut: SampleMatrix, heldOutLabels: [Int],
    by score: Score
  ) throws(ClassicalError) -> SupportVectorMachine {
    let choice = try search(
      training: training, labels: labels, heldOut: heldOut, heldOutLabels: heldOutLabels, by: score)
    return try SupportVectorMachine(
      training.appending(heldOut), labels: labels + heldOutLabels,
      kernel: .rbf(gamma: choice.gamma), cost: choice.cost)
  }
}

extension SupportVectorGrid.Gamma {
  /// The number that it stands for with these training samples.
  public func resolved(for training: SampleMatrix) -> Double {
    switch self {
    case .value(let gamma): return gamma
    case .scale:
      let count = Double(training.values.count)
      let mean = training.values.reduce(0) { $0 + Double($1) } / count
      let squares = training.values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
      let largest = training.values.reduce(0) { max($0, abs(Double($1))) }
      return countsAsConstant(spread: (squares / count).squareRoot(), largest: largest)
        ? 1 : count / (Double(training.columns) * squares)
    }
  }
}
