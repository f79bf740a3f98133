import Kernels
import OpenCL

/// Instance normalisation (Ulyanov et al. 2016): each channel of each image by its mean and biased
/// variance over height and width.
///
/// - Parameters:
///   - x: (batch, height, width, channels).
///   - scale: (channels), PyTorch's `weight`; `shift` its `bias`.
///   - mask: (batch, height) of 0 and 1: rows of padding stay out of the statistics.
/// - Throws: `EngineError.shape` where shapes differ.
public func instanceNorm(
  _ x: Tensor, scale: Tensor, shift: Tensor, mask: Tensor? = nil, epsilon: Float = 1e-5
) throws(EngineError) -> Tensor {
  let shape = try normalizedShape("instance normalisation", x, scale, shift)
  if let mask, mask.shape != [shape.0, shape.1] {
    throw .shape(
      operation: "instance normalisation", expected: "a mask of \(shape.0)×\(shape.1)",
      found: "\(mask.shape)")
  }
  let size = Normalization.instance(shape, epsilon: epsilon)
  let moments = try onDevice { () throws(OpenCLError) in
    try x.kernels.moments(x.buffer, size, mask: mask?.buffer)
  }
  return try normalized("instance normalisation", x, size, moments, mask: mask, scale, shift)
}
