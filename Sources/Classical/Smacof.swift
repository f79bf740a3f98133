import Engine
public import Kernels

/// Metric multidimensional scaling by SMACOF (de Leeuw 1977): places points so that their Euclidean
/// distances are those of the samples. It has no map for further samples: all that are to be placed
/// are given at once, without their labels.
public struct Smacof: Sendable, Equatable {
  /// Dimensions of the points.
  public var dimensions: Int
  /// The most Guttman transforms.
  public var iterations: Int
  /// The share of the stress by which a step must at least lower it, for another to follow.
  public var tolerance: Float

  /// The dimensions are those of section 5.1.2 of Latif et al. 2020.
  public init(dimensions: Int = 25, iterations: Int = 300, tolerance: Float = 1e-4) {
    self.dimensions = dimensions
    self.iterations = iterations
    self.tolerance = tolerance
  }

  /// Points for samples.
  public struct Embedding: Sendable {
    /// samples × dimensions.
    public let points: SampleMatrix
    /// Kruskal's stress-1, the root of Σ (d - δ)² / Σ δ²; 0 where every distance is kept.
    public let stress: Float
    public let iterations: Int
  }

  /// Places samples, from their principal components on, which are the classical solution.
  ///
  /// - Throws: `ClassicalError` as `PrincipalComponents`; `EngineError.device` where a matrix of
  ///   samples × samples finds no memory or the device fails.
  public func embed(_ samples: SampleMatrix, on kernels: Kernels) throws -> Embedding {
    let count = samples.rows
    let start = try PrincipalComponents(samples, count: min(dimensions, count, samples.columns))
    var points = start.transform(samples).padded(toColumns: dimensions)
    let dissimilarities = try pairwiseDistances(
      Tensor(samples.values, [count, samples.columns], on: kernels))
    let norm = try (dissimilarities * dissimilarities).mean().value().squareRoot()
    guard norm > 0 else { return Embedding(points: points, stress: 0, iterations: 0) }

    var stress = Float.infinity
    var iteration = 0
    while true {
      let x = try Tensor(points.values, [count, dimensions], on: kernels)
      let distances = try pairwiseDistances(x)
      let now = try meanSquaredError(distances, dissimilarities).value().squareRoot() / norm
      if iteration == iterations || stress - now < tolerance * stress {
        return Embedding(points: points, stress: now, iterations: iteration)
      }
      stress = now
      iteration += 1
      // The Guttman transform X ← B(X) X / n with b_ij = -δ_ij / d_ij, b_ii = Σ_j δ_ij / d_ij.
      let ratios = try guttmanRatios(dissimilarities: dissimilarities, distances: distances)
      let pulled = try matmul(ratios, x).values()
      let weights = try ratios.sum(axis: 1).values()
      for index in points.values.indices {
        let weight = weights[index / dimensions]
        points.values[index] = (weight * points.values[index] - pulled[index]) / Float(count)
      }
    }
  }
}

extension SampleMatrix {
  /// The same samples with further features of 0.
  fileprivate func padded(toColumns wanted: Int) -> SampleMatrix {
    guard wanted > columns else { return self }
    return SampleMatrix(
      rows: rows, columns: wanted,
      values: (0..<rows).flatMap {
        Array(self[$0]) + [Float](repeating: 0, count: wanted - columns)
      })
  }
}
