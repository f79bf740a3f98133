import Emotion
import Engine
import Kernels

/// Training steps of the networks on utterance features (Latif et al. 2020).
extension ModelBenchmark {
  static func featureNetworks(batch: Int) -> [ModelBenchmark] {
    [
      mixupGAN("mlp_ae_step", batch) { (training, x, _, random) throws(EngineError) in
        _ = try training.trainAutoencoder(x, random).value()
      },
      mixupGAN("mlp_gan_step", batch) { (training, x, real, random) throws(EngineError) in
        _ = try training.step(x, source: x, real: real, random).discriminator.value()
      },
      ModelBenchmark("dnn400_train_b\(batch)", samples: batch) { (random) throws(EngineError) in
        let model = try DNN(classes: 4, random)
        let adam = try Adam(model.parameters, AdamSettings(learningRate: 1e-5))
        let x = try random.uniform([batch, 1582], in: 0...1)
        let targets = try softmax(random.normal([batch, 4]))
        return { (random) throws(EngineError) in
          let loss = try crossEntropy(model(x, .training(random)), targets: targets)
          try adam.minimize(loss, over: random.share)
          _ = try loss.value()
        }
      },
    ]
  }

  private static func mixupGAN(
    _ name: String, _ batch: Int,
    _ body:
      @escaping @Sendable (MixupGANUpdates, _ x: Tensor, _ real: Tensor, PhiloxSource)
      throws(EngineError) -> Void
  ) -> ModelBenchmark {
    ModelBenchmark("\(name)_b\(batch)", samples: batch) { (random) throws(EngineError) in
      let adam = AdamSettings(learningRate: 1e-5)
      let training = try MixupGANUpdates(
        MixupGAN(random), autoencoder: adam, adversarial: adam)
      let x = try random.uniform([batch, 1582], in: 0...1)
      let real = try random.uniform([batch, 1582], in: 0...1)
      return { (random) throws(EngineError) in try body(training, x, real, random) }
    }
  }
}
