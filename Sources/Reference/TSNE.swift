/// The forces of exact t-SNE in the plane.
public enum TSNEReference {
  /// - Parameters:
  ///   - affinities: points × points.
  ///   - y: points × 2.
  /// - Returns: points × 5: pull, push and the sum of weights.
  public static func forces(affinities: [Double], y: [Double], points: Int) -> [Double] {
    var forces = [Double](repeating: 0, count: 5 * points)
    for i in 0..<points {
      for j in 0..<points where j != i {
        let apart = (y[2 * i] - y[2 * j], y[2 * i + 1] - y[2 * j + 1])
        let weight = 1 / (1 + apart.0 * apart.0 + apart.1 * apart.1)
        forces[5 * i] += affinities[i * points + j] * weight * apart.0
        forces[5 * i + 1] += affinities[i * points + j] * weight * apart.1
        forces[5 * i + 2] += weight * weight * apart.0
        forces[5 * i + 3] += weight * weight * apart.1
        forces[5 * i + 4] += weight
      }
    }
    return forces
  }
}
