import Engine
import Kernels

/// Linear layers with LeakyReLU between them, numbered as PyTorch numbers a sequence.
///
/// - Parameters:
///   - sizes: features from the input over the hidden layers to the output.
///   - dropout: the probability with which hidden features are dropped.
///   - dropped: the hidden layers, from 1, after which they are.
///   - output: what is applied to the result.
/// - Throws: what `random` throws, `EngineError.device` where memory is short or the device fails.
func multilayerPerceptron(
  _ sizes: [Int], slope: Float, dropout: Float = 0, after dropped: Set<Int> = [],
  output: Activation = .identity, _ random: any RandomSource
) throws(EngineError) -> Sequential {
  var layers: [any Layer] = []
  for (number, (inputs, outputs)) in zip(1..., zip(sizes, sizes.dropFirst())) {
    layers.append(try Linear(inputs, outputs, random))
    guard number < sizes.count - 1 else { break }
    layers.append(Nonlinearity(.leakyRelu(slope: slope)))
    if dropped.contains(number) { layers.append(Dropout(dropout)) }
  }
  if output != .identity { layers.append(Nonlinearity(output)) }
  return Sequential(layers)
}
