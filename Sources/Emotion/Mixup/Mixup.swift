public import Classical
public import Random

/// Mixup of vectors and their labels (eqs. 1 and 2 of Latif et al. 2020): lambda times one of them
/// and 1 - lambda times another, lambda ~ Beta(alpha, alpha).
public struct Mixup: Sendable, Equatable {
  public let alpha: Double

  public init(alpha: Double) { self.alpha = alpha }

  /// Draws a partner and a lambda for each of some rows.
  ///
  /// - Parameter count: the number of rows that partners are drawn from.
  public func draw(
    for rows: [Int], from count: Int, using generator: inout SeededGenerator
  ) -> Mixes {
    var partners: [Int] = []
    var lambdas: [Float] = []
    for _ in rows {
      partners.append(generator.index(below: count))
      lambdas.append(Float(generator.beta(alpha, alpha)))
    }
    return Mixes(rows: rows, partners: partners, lambdas: lambdas)
  }

  /// One mix for each of so many rows; a seed and the name of the draw decide them.
  public func draw(forAll count: Int, seed: UInt64, stream: String) -> Mixes {
    var generator = SeededGenerator(seed: seed, stream: "mixup \(stream)")
    return draw(for: Array(0..<count), from: count, using: &generator)
  }
}

/// Which rows are mixed with which, and how.
public struct Mixes: Sendable, Equatable {
  public let rows: [Int]
  public let partners: [Int]
  /// The share of the row; the partner has the rest.
  public let lambdas: [Float]

  /// Those of some of the rows, by their positions.
  subscript(positions: Range<Int>) -> Mixes {
    Mixes(
      rows: Array(rows[positions]), partners: Array(partners[positions]),
      lambdas: Array(lambdas[positions]))
  }

  /// The mixes of a matrix's samples.
  public func callAsFunction(_ matrix: SampleMatrix) -> SampleMatrix {
    matrix.selecting(rows).blended(with: matrix.selecting(partners), weights: lambdas)
  }

  /// The mixes of vectors and of their labels.
  public func callAsFunction(_ set: LabelledFeatures) -> LabelledFeatures {
    LabelledFeatures(self(set.features), targets: self(set.targets))
  }
}
