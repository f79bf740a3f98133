/// The steps of multidimensional scaling by majorisation.
public enum SmacofReference {
  /// Euclidean distances between the rows of `points` × dimensions coordinates, points × points.
  public static func distances(_ x: [Double], points: Int) -> [Double] {
    let dimensions = x.count / points
    var distances = [Double](repeating: 0, count: points * points)
    for i in 0..<points {
      for j in 0..<points where j != i {
        var square = 0.0
        for k in 0..<dimensions {
          let difference = x[i * dimensions + k] - x[j * dimensions + k]
          square += difference * difference
        }
        distances[i * points + j] = square.squareRoot()
      }
    }
    return distances
  }

  /// Dissimilarity by distance, 0 where two points coincide.
  public static func ratios(dissimilarities: [Double], distances: [Double]) -> [Double] {
    zip(dissimilarities, distances).map { $1 == 0 ? 0 : $0 / $1 }
  }
}
