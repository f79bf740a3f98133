import Kernels
import OpenCL

/// Inverted dropout: each element is zero with this probability, else divided by 1 - probability.
/// The mask is drawn again on the way back instead of being kept.
///
/// - Throws: `EngineError.device` where memory is short or the device fails.
func dropout(
  _ x: Tensor, _ samples: RandomSamples, probability: Float, random: RandomStream
) throws(EngineError) -> Tensor {
  try masked(x, samples, probability, random).recorded("dropout", from: [x]) {
    (upstream, _) throws(EngineError) in
    [try masked(upstream, samples, probability, random)]
  }
}

private func masked(
  _ x: Tensor, _ samples: RandomSamples, _ probability: Float, _ random: RandomStream
) throws(EngineError) -> Tensor {
  let y = try x.uninitialized(x.shape)
  try onDevice { () throws(OpenCLError) in
    try x.kernels.dropout(
      x.buffer, probability: probability, random: random, into: y.buffer, samples)
  }
  return y
}
