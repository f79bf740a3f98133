import Engine
import Kernels

/// Single convolutions and linear layers at the sizes of the papers' models: where a step's time goes.
extension ModelBenchmark {
  /// Forward alone (`_fwd`) and with all gradients (`_fwd_bwd`) of each.
  static var heavyLayers: [ModelBenchmark] {
    let layers: [HeavyLayer] = classifierLayers + augmentorLayers
    return layers.flatMap { [$0.forward, $0.forwardAndBackward] }
  }

  private static var classifierLayers: [HeavyLayer] {
    [
      .conv3x3(1, 64, side: 128), .conv3x3(64, 64, side: 128), .conv3x3(64, 128, side: 64),
      .conv3x3(128, 128, side: 64), .conv3x3(128, 256, side: 32), .conv3x3(256, 256, side: 32),
      .conv3x3(256, 512, side: 16), .conv3x3(512, 512, side: 16), .conv3x3(512, 512, side: 8),
      .linear(batch: 32, 8192, 4096), .linear(batch: 32, 4096, 4096),
    ]
  }

  private static var augmentorLayers: [HeavyLayer] {
    [
      .conv4x4(2, 32, frames: 512, bands: 128), .conv4x4(32, 64, frames: 256, bands: 64),
      .conv4x4(64, 128, frames: 128, bands: 32), .deconv8x8(128, 64, frames: 32, bands: 8),
      .deconv8x8(64, 1, frames: 128, bands: 32), .linear(batch: 16, 131_072, 128),
    ]
  }
}

/// A layer and what it is given.
private struct HeavyLayer: Sendable {
  let name: String
  /// The input's, batch first.
  let shape: Shape
  /// Of the forward pass; each gradient takes as many.
  let flops: Double
  /// Whether nobody asks for the input's gradient.
  var isFirst = false
  let make: @Sendable (PhiloxSource) throws(EngineError) -> any FusingLayer

  static func conv3x3(_ inputs: Int, _ outputs: Int, side: Int) -> HeavyLayer {
    HeavyLayer(
      name: "conv3x3_b32_\(inputs)to\(outputs)_\(side)x\(side)", shape: [32, side, side, inputs],
      flops: Double(2 * 9 * 32 * side * side * inputs * outputs), isFirst: inputs == 1
    ) { (random) throws(EngineError) in
      try Conv2D(inputs, outputs, kernel: 3, padding: 1, random)
    }
  }

  static func conv4x4(_ inputs: Int, _ outputs: Int, frames: Int, bands: Int) -> HeavyLayer {
    HeavyLayer(
      name: "conv4x4s2_b16_\(inputs)to\(outputs)_\(frames)x\(bands)",
      shape: [16, frames, bands, inputs],
      flops: Double(2 * 16 * 16 * (frames / 2) * (bands / 2) * inputs * outputs),
      isFirst: inputs == 2
    ) { (random) throws(EngineError) in
      try Conv2D(inputs, outputs, kernel: 4, stride: 2, padding: 1, random)
    }
  }

  static func deconv8x8(_ inputs: Int, _ outputs: Int, frames: Int, bands: Int) -> HeavyLayer {
    HeavyLayer(
      name: "deconv8x8s4_b16_\(inputs)to\(outputs)_\(frames)x\(bands)",
      shape: [16, frames, bands, inputs],
      flops: Double(2 * 64 * 16 * frames * bands * inputs * outputs)
    ) { (random) throws(EngineError) in
      try ConvTranspose2D(inputs, outputs, kernel: 8, stride: 4, padding: 2, random)
    }
  }

  static func linear(batch: Int, _ inputs: Int, _ outputs: Int) -> HeavyLayer {
    HeavyLayer(
      name: "linear_b\(batch)_\(inputs)to\(outputs)", shape: [batch, inputs],
      flops: Double(2 * batch * inputs * outputs)
    ) { (random) throws(EngineError) in try Linear(inputs, outputs, random) }
  }

  var forward: ModelBenchmark {
    ModelBenchmark(name + "_fwd", samples: shape[0], flops: flops) {
      (kernels) throws(EngineError) in
      let random = PhiloxSource(seed: 1, on: kernels)
      let (layer, x) = (try make(random), try random.normal(shape))
      return { () throws(EngineError) in try layer(x, .inference).wait() }
    }
  }

  var forwardAndBackward: ModelBenchmark {
    ModelBenchmark(name + "_fwd_bwd", samples: shape[0], flops: (isFirst ? 2 : 3) * flops) {
      (kernels) throws(EngineError) in
      let random = PhiloxSource(seed: 1, on: kernels)
      let (layer, x) = (try make(random), Parameter(try random.normal(shape)))
      let asked = layer.parameters + (isFirst ? [] : [x])
      let upstream = try random.normal(layer(x.value, .inference).shape)
      return { () throws(EngineError) in
        let y = try layer(x(.training(random)), .training(random))
        try y.gradients(of: asked, upstream: upstream).values[0].wait()
      }
    }
  }
}
