public import Random

/// Synthetic minority over-sampling (Chawla et al. 2002): new samples on the lines from samples of a
/// class to their nearest neighbours within it.
public struct SMOTE: Sendable {
  /// k: among how many of the nearest a neighbour is drawn; all others where a class has no more.
  public let neighbours: Int

  public init(neighbours: Int = 5) { self.neighbours = neighbours }

  /// New samples of one class: for each of some samples x_i + δ (x_z - x_i), where x_z is one of its
  /// nearest by Euclidean distance and δ lies in 0 ..< 1. The only sample of a class has no neighbour:
  /// what is made of it is a copy.
  ///
  /// - Parameters:
  ///   - samples: all of the class, on a scale on which distances mean something.
  ///   - origins: the x_i, by their rows; a sample may come several times.
  ///   - generator: draws a neighbour and then δ, for one origin after the other.
  /// - Returns: a row for each origin.
  public func callAsFunction(
    _ samples: SampleMatrix, from origins: [Int], using generator: inout SeededGenerator
  ) -> SampleMatrix {
    let nearest = nearest(of: samples)
    var made = samples.selecting(origins)
    for (row, origin) in origins.enumerated() where !nearest[origin].isEmpty {
      let neighbour = nearest[origin][generator.index(below: nearest[origin].count)]
      let delta = Float(generator.uniform())
      for (column, pair) in zip(samples[origin], samples[neighbour]).enumerated() {
        made.values[row * samples.columns + column] = pair.0 + delta * (pair.1 - pair.0)
      }
    }
    return made
  }

  /// The nearest neighbours of each sample, the nearest first, by row; of equally near ones the first.
  func nearest(of samples: SampleMatrix) -> [[Int]] {
    let distances = squaredDistances(of: samples)
    return (0..<samples.rows).map { row in
      let others = (0..<samples.rows).filter { $0 != row }
      let own = distances[row * samples.rows..<(row + 1) * samples.rows]
      return Array(
        others.sorted {
          let (a, b) = (own[own.startIndex + $0], own[own.startIndex + $1])
          return (a, $0) < (b, $1)
        }.prefix(neighbours))
    }
  }
}

/// Between any two samples: rows × rows.
private func squaredDistances(of samples: SampleMatrix) -> [Float] {
  let (rows, columns) = (samples.rows, samples.columns)
  var distances = [Float](repeating: 0, count: rows * rows)
  samples.values.withUnsafeBufferPointer { values in
    for a in 0..<rows {
      for b in 0..<a {
        var sum = 0.0
        for column in 0..<columns {
          let difference = Double(values[a * columns + column] - values[b * columns + column])
          sum += difference * difference
        }
        distances[a * rows + b] = Float(sum)
        distances[b * rows + a] = Float(sum)
      }
    }
  }
  return distances
}
