import Engine
import Foundation
public import Kernels

/// Exact t-SNE (van der Maaten and Hinton 2008): a map in the plane in which near samples are near.
public struct TSNE: Sendable, Equatable {
  /// About how many neighbours a sample has.
  public var perplexity: Double
  public var iterations: Int

  /// The settings are those of Figure 3 of Wang et al. 2022 as the project reads it.
  public init(perplexity: Double = 30, iterations: Int = 1000) {
    self.perplexity = perplexity
    self.iterations = iterations
  }

  /// Affinities count twelvefold while clusters form.
  private static let exaggeration = 12.0
  private static let exaggerated = 250

  /// Checks that so many samples can be placed, before whoever has to make them begins.
  ///
  /// - Throws: `ClassicalError.samples` where there are too few for the perplexity, `.setting` where
  ///   there are fewer than two features.
  public func require(samples count: Int, features: Int) throws(ClassicalError) {
    guard Double(count) > 3 * perplexity else {
      throw .samples(
        "\(count) samples are too few for a t-SNE map of perplexity \(perplexity), which wants more "
          + "than \(Int(3 * perplexity)); choose a smaller perplexity.")
    }
    guard features > 1 else {
      throw .setting(
        "A t-SNE map is made of two features or more, and here is \(features); make more.")
    }
  }

  /// Places samples, from their first two principal components on: the same samples always give the
  /// same map.
  ///
  /// - Parameter each: gets the number of iterations done; returns whether to go on.
  /// - Returns: samples × 2.
  /// - Throws: `ClassicalError.samples` where there are too few for the perplexity or a feature is
  ///   no finite number, `.setting` where there are fewer than two features; `EngineError.device`
  ///   where memory is short or the device fails.
  public func map(
    _ samples: SampleMatrix, on kernels: Kernels, each: (Int) -> Bool = { _ in true }
  ) throws -> SampleMatrix {
    let count = samples.rows
    try require(samples: count, features: samples.columns)
    let distances = try pairwiseDistances(
      Tensor(samples.values, [count, samples.columns], on: kernels)
    ).values()
    let affinities = symmetricAffinities(distances: distances, count: count)
    let p = try Tensor(affinities.map(Float.init), [count, count], on: kernels)
    let exaggerated = try Float(Self.exaggeration) * p

    var descent = Descent(start: try Self.start(samples), count: count)
    for iteration in 0..<iterations {
      let isEarly = iteration < Self.exaggerated
      let y = try Tensor(descent.y.map { Float($0) }, [count, 2], on: kernels)
      let forces = try tsneForces(affinities: isEarly ? exaggerated : p, y: y).values()
      descent.step(forces, momentum: isEarly ? 0.5 : 0.8)
      guard each(iteration + 1) else { break }
    }
    return SampleMatrix(rows: count, columns: 2, values: descent.y.map { Float($0) })
  }

  /// The first two principal components, the first of deviation 1e-4.
  ///
  /// - Throws: `ClassicalError.samples` where a feature is no finite number, `.setting` where there
  ///   are fewer than two features.
  private static func start(_ samples: SampleMatrix) throws(ClassicalError) -> [Double] {
    let components = try PrincipalComponents(samples, count: 2)
    let deviation = components.variances[0].squareRoot()
    let scale = deviation > 0 ? 1e-4 / deviation : 0
    return components.transform(samples).values.map { Double($0) * scale }
  }

  /// p_ij of eq. 1 with each sample's width found for the perplexity, made symmetric.
  private func symmetricAffinities(distances: [Float], count: Int) -> [Double] {
    var conditional: [Double] = []
    conditional.reserveCapacity(count * count)
    for i in 0..<count {
      conditional += affinities(
        squares: distances[i * count..<(i + 1) * count].map { Double($0) * Double($0) }, of: i)
    }
    return (0..<count * count).map { index in
      let mirrored = (index % count) * count + index / count
      return max((conditional[index] + conditional[mirrored]) / Double(2 * count), 1e-12)
    }
  }

  /// p_j|i: Gaussian in the distance, as wide as makes the perplexity (bisection on 1 / 2σ²).
  private func affinities(squares: [Double], of i: Int) -> [Double] {
    let target = log(perplexity)
    // The nearest is taken off: a factor that the sum takes out again, and no underflow.
    let nearest = squares.indices.filter { $0 != i }.map { squares[$0] }.min() ?? 0
    var (low, high, precision) = (0.0, Double.infinity, 1.0)
    var row = squares
    for _ in 0..<64 {
      row = squares.indices.map { $0 == i ? 0 : exp(-precision * (squares[$0] - nearest)) }
      let sum = row.reduce(0, +)
      let mean = zip(row, squares).reduce(0) { $0 + $1.0 * ($1.1 - nearest) } / sum
      let entropy = log(sum) + precision * mean
      for j in row.indices { row[j] /= sum }
      if abs(entropy - target) < 1e-6 { break }
      if entropy > target { low = precision } else { high = precision }
      precision = high.isInfinite ? 2 * precision : (low + high) / 2
    }
    return row
  }
}

/// Gradient descent with momentum and a rate for each coordinate that grows while its gradient
/// keeps its direction (Jacobs 1988), as t-SNE's authors have it.
private struct Descent {
  private(set) var y: [Double]
  private var velocity: [Double]
  private var gains: [Double]
  private let rate: Double

  init(start: [Double], count: Int) {
    y = start
    velocity = Array(repeating: 0, count: y.count)
    gains = Array(repeating: 1, count: y.count)
    // Belkina et al. 2019: the number of samples by the early exaggeration.
    rate = max(50, Double(count) / 48)
  }

  /// - Parameter forces: points × 5, as of `tsneForces`.
  mutating func step(_ forces: [Float], momentum: Double) {
    let normalizer = stride(from: 4, to: forces.count, by: 5).reduce(0) { $0 + Double(forces[$1]) }
    for index in y.indices {
      let place = 5 * (index / 2) + index % 2
      let gradient = 4 * (Double(forces[place]) - Double(forces[place + 2]) / normalizer)
      gains[index] =
        (gradient > 0) == (velocity[index] > 0)
        ? max(0.01, gains[index] * 0.8) : gains[index] + 0.2
      velocity[index] = momentum * velocity[index] - rate * gains[index] * gradient
      y[index] += velocity[index]
    }
    // Centred: forces do not change with where the map lies.
    for axis in 0..<2 {
      let mean =
        stride(from: axis, to: y.count, by: 2).reduce(0) { $0 + y[$1] } * 2 / Double(y.count)
      for index in stride(from: axis, to: y.count, by: 2) { y[index] -= mean }
    }
  }
}
