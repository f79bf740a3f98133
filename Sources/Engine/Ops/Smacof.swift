import Kernels
import OpenCL

/// Euclidean distances between the rows of x, n × dimensions, as n × n; through one matrix product.
/// It has no gradient: the result is a constant.
///
/// - Throws: `EngineError.shape` where x is no matrix.
public func pairwiseDistances(_ x: Tensor) throws(EngineError) -> Tensor {
  guard x.shape.rank == 2 else {
    throw .shape(
      operation: "pairwiseDistances", expected: "points × dimensions", found: "\(x.shape)")
  }
  let constant = x.detached
  let products = try matmul(constant, constant, transposedB: true)
  let distances = try x.uninitialized(products.shape)
  try onDevice { () throws(OpenCLError) in
    try x.kernels.pairwiseDistances(
      products: products.buffer, points: x.shape[0], into: distances.buffer)
  }
  return distances
}

/// δ / d for each two of n points, 0 where they coincide: how many times as far they should be.
/// It has no gradient: the result is a constant.
///
/// - Throws: `EngineError.shape` where the two are not n × n.
public func guttmanRatios(dissimilarities: Tensor, distances: Tensor) throws(EngineError)
  -> Tensor
{
  guard dissimilarities.shape == distances.shape, distances.shape.rank == 2,
    distances.shape[0] == distances.shape[1]
  else {
    throw .shape(
      operation: "guttmanRatios", expected: "two matrices, points × points",
      found: "\(dissimilarities.shape) and \(distances.shape)")
  }
  let ratios = try distances.uninitialized(distances.shape)
  try onDevice { () throws(OpenCLError) in
    try distances.kernels.guttmanRatios(
      dissimilarities: dissimilarities.buffer, distances: distances.buffer,
      points: distances.shape[0], into: ratios.buffer)
  }
  return ratios
}
