import Kernels
import OpenCL

/// The forces of exact t-SNE on points in the plane (van der Maaten and Hinton 2008, eq. 5): a point's
/// pull by the affinities, its push away from all others, and the sum of its weights
/// 1 / (1 + distance²). It has no gradient: the result is a constant.
///
/// - Parameters:
///   - affinities: points × points.
///   - y: points × 2.
/// - Returns: points × 5.
/// - Throws: `EngineError.shape` where the shapes differ from these.
public func tsneForces(affinities: Tensor, y: Tensor) throws(EngineError) -> Tensor {
  let points = y.shape.axes.first ?? 0
  guard y.shape == [points, 2], affinities.shape == [points, points] else {
    throw .shape(
      operation: "tsneForces", expected: "points × points and points × 2",
      found: "\(affinities.shape) and \(y.shape)")
  }
  let forces = try y.uninitialized([points, 5])
  try onDevice { () throws(OpenCLError) in
    try y.kernels.tsneForces(
      affinities: affinities.buffer, y: y.buffer, points: points, into: forces.buffer)
  }
  return forces
}
