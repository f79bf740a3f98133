public import OpenCL

extension Kernels {
  /// The forces on points in the plane, points × 5: the pull by affinities (points × points), the push
  /// apart, each of two coordinates, and the sum of the weights 1 / (1 + distance²).
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func tsneForces(affinities: Buffer, y: Buffer, points: Int, into forces: Buffer)
    throws(OpenCLError)
  {
    let kernel = try kernel("tsne_forces", in: ["tsne"])
    try launchElementwise(
      kernel, count: points, [.buffer(affinities), .buffer(y), .buffer(forces)])
  }
}
