import Engine
import Kernels

/// Single layers, and the optimizer over as many weights as a classifier has.
extension ModelBenchmark {
  static var layers: [ModelBenchmark] {
    [
      ModelBenchmark("lstm_T32_B32_in512_h128_fwd", samples: 32) { (random) throws(EngineError) in
        let layer = try LSTMLayer(512, 128, random)
        let x = try random.normal([32, 32, 512])
        return { (random) throws(EngineError) in
          _ = try layer(x, .inference)
          try finish(random.kernels)
        }
      },
      lstmTraining(steps: 32),
      backward("attention_T32_B32_h128_fwd_bwd", [32, 32, 128]) { (random) throws(EngineError) in
        let layer = try AttentionPool(128, random)
        return (layer.parameters, { (x) throws(EngineError) in try layer(x, .training(random)) })
      },
      adam("adam_39M", weights: 38_922_180),
      adam("adam_70M_vgg19", weights: 70_379_460),
    ]
  }

  /// Both directions of the LSTM that the discriminator and the representation learner have.
  static func lstmTraining(steps: Int) -> ModelBenchmark {
    backward("lstm_T\(steps)_B32_in512_h128_fwd_bwd", [32, steps, 512]) {
      (random) throws(EngineError) in
      let layer = try LSTMLayer(512, 128, random)
      return (layer.parameters, { (x) throws(EngineError) in try layer(x, .training(random)) })
    }
  }

  /// Waits for the device: reading results back is no part of these steps.
  ///
  /// - Throws: `EngineError.device` where the device fails.
  private static func finish(_ kernels: Kernels) throws(EngineError) {
    do { try kernels.queue.finish() } catch { throw .device(error) }
  }

  private typealias Forward = (Tensor) throws(EngineError) -> Tensor

  /// A layer's output and, for an upstream of ones, the gradients of its weights and its input.
  private static func backward(
    _ name: String, _ shape: Shape,
    _ make: @escaping @Sendable (PhiloxSource) throws(EngineError) -> ([Parameter], Forward)
  ) -> ModelBenchmark {
    ModelBenchmark(name, samples: shape[0]) { (random) throws(EngineError) in
      let (parameters, forward) = try make(random)
      let x = Parameter(try random.normal(shape))
      return { (random) throws(EngineError) in
        let y = try forward(x(.training(random)))
        _ = try y.sum().gradients(of: parameters + [x])
        try finish(random.kernels)
      }
    }
  }

  /// A step of Adam over weights in tensors like a VGG19's: two large ones and the rest equal.
  private static func adam(_ name: String, weights count: Int) -> ModelBenchmark {
    ModelBenchmark(name, samples: 1) { (random) throws(EngineError) in
      var parameters: [Parameter] = []
      var left = count
      while left > 0 {
        let size = min(
          left, parameters.isEmpty ? count / 2 : parameters.count == 1 ? count / 4 : 2_359_296)
        parameters.append(Parameter(try random.normal([size])))
        left -= size
      }
      let adam = try Adam(parameters, AdamSettings(learningRate: 1e-6))
      var loss = try parameters[0](.training(random)).sum()
      for parameter in parameters.dropFirst() {
        loss = try loss + parameter(.training(random)).sum()
      }
      let gradients = try adam.gradients(ofSum: [(1, loss)], over: random.share)
      return { (random) throws(EngineError) in
        try adam.step(gradients)
        try finish(random.kernels)
      }
    }
  }
}
