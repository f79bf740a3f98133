import Engine

/// Convolutions of stride 2, each followed by LeakyReLU: a kernel of 4 halves an even side exactly
/// with a padding of 1, one of 5 with a padding of 2.
///
/// - Throws: what `random` throws, `EngineError.device` where memory is short or the device fails.
func stridedConvolutions(
  from inputs: Int, to channels: [Int], kernel: Int, slope: Float, _ random: any RandomSource
) throws(EngineError) -> Sequential {
  var layers: [any Engine.Layer] = []
  var inputs = inputs
  for outputs in channels {
    layers.append(
      try Conv2D(inputs, outputs, kernel: kernel, stride: 2, padding: (kernel - 1) / 2, random))
    layers.append(Nonlinearity(.leakyRelu(slope: slope)))
    inputs = outputs
  }
  return Sequential(layers)
}
