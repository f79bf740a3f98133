import Classical
import Engine
import Foundation

/// ε_θ: the network of a denoising diffusion model of vectors, which finds the noise in x_t when it is
/// told the step and the class. A multilayer perceptron of x_t, sinusoids of t and the class.
///
/// The first layer's weights for sinusoids and classes are the embeddings of these: it sees them beside
/// the vector.
struct Denoiser: Module {
  private let layers: Sequential

  /// - Parameters:
  ///   - numbers: of a vector.
  ///   - classes: how many are told apart.
  /// - Throws: `EngineError.device` where the weights find no memory.
  init(
    _ settings: DiffusionSettings, numbers: Int, classes: Int, _ random: any RandomSource
  ) throws(EngineError) {
    layers = try multilayerPerceptron(
      [numbers + settings.embedding + classes] + settings.hidden + [numbers],
      slope: Float(settings.slope), random)
  }

  /// The noise ε that each vector has of its x_t.
  ///
  /// - Parameters:
  ///   - x: x_t, vectors × numbers.
  ///   - condition: step and class, as `SampleMatrix(steps:width:classes:)` makes them.
  /// - Throws: `EngineError.shape` where they do not fit the network, `.device` where memory is short or
  ///   the device fails.
  func callAsFunction(
    _ x: Tensor, _ condition: Tensor, _ phase: Phase
  ) throws(EngineError) -> Tensor {
    try layers(concatenated([x, condition], axis: 1), phase)
  }
}

extension SampleMatrix {
  /// Steps and classes as a denoiser is told them, a row each: the sines and cosines of t at `width` / 2
  /// frequencies from 1 down to about 1 / 10000 (Vaswani et al. 2017, section 3.5), then the classes.
  init(steps: [Int], width: Int, classes: SampleMatrix) {
    let frequencies = (0..<width / 2).map { pow(10_000, -Double($0) / Double(width / 2)) }
    self.init(
      rows: steps.count, columns: width + classes.columns,
      values: steps.enumerated().flatMap { row, step in
        let angles = frequencies.map { Double(step) * $0 }
        return angles.map { Float(sin($0)) } + angles.map { Float(cos($0)) } + classes[row]
      })
  }
}
