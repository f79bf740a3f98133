import Random

/// Units drawn again and again, with replacement, as many as there are (Efron and Tibshirani 1993).
/// Where a unit is a cluster, such as a speaker with all that is said of his recordings, the error is
/// that of another draw of clusters (Davison and Hinkley 1997, section 3.8).
public struct Bootstrap: Sendable {
  /// 2 or more.
  public let units: Int
  public let draws: Int

  /// - Parameters:
  ///   - units: how many there are, 2 or more.
  ///   - draws: how often they are drawn.
  public init(units: Int, draws: Int = 2000) {
    precondition(units > 1 && draws > 1, "one unit says nothing of others")
    (self.units, self.draws) = (units, draws)
  }

  /// The standard errors of figures.
  ///
  /// Variances over draws of few units are too small by (n - 1) / n, which is made up for. The draws
  /// are the same whenever there are as many units: figures of several rows are drawn together.
  ///
  /// - Parameter figures: what the figures are where the units count so often as is said; nil where
  ///   one cannot be computed from these.
  /// - Returns: an error a figure; nil where too few draws have it.
  public func standardErrors(
    _ figures: (_ weights: [Double]) -> [Double?]
  ) -> [Double?] {
    var generator = SeededGenerator(seed: 0, stream: "bootstrap")
    var moments: [Moments] = []
    for _ in 0..<draws {
      var weights = Array(repeating: 0.0, count: units)
      for _ in 0..<units { weights[generator.index(below: units)] += 1 }
      let values = figures(weights)
      if moments.isEmpty { moments = Array(repeating: Moments(), count: values.count) }
      for (index, value) in values.enumerated() {
        if let value { moments[index].add(value) }
      }
    }
    let correction = Double(units) / Double(units - 1)
    return moments.map { $0.variance.map { ($0 * correction).squareRoot() } }
  }

  /// Sums of values, by which their variance is known (Welford 1962).
  private struct Moments {
    private var count = 0.0
    private var mean = 0.0
    private var squares = 0.0

    mutating func add(_ value: Double) {
      count += 1
      let distance = value - mean
      mean += distance / count
      squares += distance * (value - mean)
    }

    var variance: Double? { count > 1 ? squares / (count - 1) : nil }
  }
}
