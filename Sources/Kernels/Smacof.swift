public import OpenCL

extension Kernels {
  /// Euclidean distances of points from their scalar products, both points × points.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func pairwiseDistances(products: Buffer, points: Int, into distances: Buffer)
    throws(OpenCLError)
  {
    let kernel = try kernel("pairwise_distance", in: ["smacof"])
    try launchElementwise(
      kernel, count: points * points,
      [.buffer(products), .buffer(distances), .int(points)])
  }

  /// Dissimilarity by distance, 0 where the distance is; both points × points.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func guttmanRatios(
    dissimilarities: Buffer, distances: Buffer, points: Int, into ratios: Buffer
  ) throws(OpenCLError) {
    let kernel = try kernel("guttman_ratio", in: ["smacof"])
    try launchElementwise(
      kernel, count: points * points,
      [.buffer(dissimilarities), .buffer(distances), .buffer(ratios)])
  }
}
