import Emotion
public import Engine
public import Kernels
public import Ranks

/// One training or inference step of a model at true size on random pictures, as it is timed. Names
/// are those of the same steps elsewhere, so that results can be laid side by side.
public struct ModelBenchmark: Sendable {
  public let name: String
  /// Pictures or utterances a step.
  public let samples: Int
  private let make: @Sendable (PhiloxSource) throws(EngineError) -> RandomStep

  /// Enqueues a step and waits for it.
  public typealias Step = () throws(EngineError) -> Void
  /// A step that draws its random numbers from a source that no other step has.
  typealias RandomStep = (PhiloxSource) throws(EngineError) -> Void

  /// - Parameter make: makes model and data, with the source's numbers.
  init(
    _ name: String, samples: Int,
    make: @escaping @Sendable (PhiloxSource) throws(EngineError) -> RandomStep
  ) {
    self.name = name
    self.samples = samples
    self.make = make
  }

  /// The step with its model and data on the device.
  ///
  /// - Parameter share: of which batch the samples are part, where other processes take the step too.
  /// - Throws: `EngineError.device` where model and data find no memory.
  public func step(
    on kernels: Kernels, over share: BatchShare = .whole
  ) throws(EngineError) -> Step {
    let step = try make(PhiloxSource(seed: 1, on: kernels))
    var number = 0
    return { () throws(EngineError) in
      number += 1
      try step(PhiloxSource(seed: 1, step: number, for: share, on: kernels))
    }
  }

  /// Every model's steps, and those of single layers.
  ///
  /// - Parameter batch: of the models, instead of the papers'.
  public static func all(batch: Int? = nil) -> [ModelBenchmark] {
    classifiers(batch: batch ?? 32) + augmentors(batch: batch ?? 16)
      + featureNetworks(batch: batch ?? 64) + (batch == nil ? layers : [])
  }
}

// MARK: - The classifier

extension ModelBenchmark {
  private static func classifiers(batch: Int) -> [ModelBenchmark] {
    [
      vgg19Training(batch: batch),
      ModelBenchmark("vgg19_infer_b\(batch)", samples: batch) { (random) throws(EngineError) in
        let model = try VGG19(VGGConfiguration(classes: 4), random)
        let x = try random.normal([batch, 128, 128, 1])
        return { (_) throws(EngineError) in _ = try model(x, .inference).values() }
      },
    ]
  }
}

extension ModelBenchmark {
  /// A training step of VGG19.
  ///
  /// - Parameter width: of all layers, by that of configuration E.
  static func vgg19Training(batch: Int, width: Double = 1) -> ModelBenchmark {
    let name = "vgg19_train_b\(batch)" + (width == 1 ? "" : "_width\(width)")
    return ModelBenchmark(name, samples: batch) { (random) throws(EngineError) in
      let model = try VGG19(VGGConfiguration(classes: 4, width: width), random)
      let adam = try Adam(model.parameters, AdamSettings(learningRate: 1e-5))
      let x = try random.normal([batch, 128, 128, 1])
      let labels = (0..<batch).map { $0 % 4 }
      return { (random) throws(EngineError) in
        let loss = try crossEntropy(model(x, .training(random)), labels: labels)
        try adam.minimize(loss, over: random.share)
        _ = try loss.value()
      }
    }
  }
}

// MARK: - The augmentor and its partners

extension ModelBenchmark {
  private static func augmentors(batch: Int) -> [ModelBenchmark] {
    [
      iteration("augmentor_step", batch) { (gan, batch, random) throws(EngineError) in
        for entry in try gan.step(batch, random).byName { _ = try entry.loss.value() }
      },
      iteration("augmentor_phase1_rep", batch) { (gan, batch, random) throws(EngineError) in
        _ = try gan.trainRepresentationLearner(batch, random).mean.value()
      },
      iteration("augmentor_phase2_dis", batch) { (gan, batch, random) throws(EngineError) in
        _ = try gan.trainDiscriminator(original: batch.anchor, batch.positive, random).value()
      },
      iteration("augmentor_phase3_var", batch) { (gan, batch, random) throws(EngineError) in
        _ = try gan.trainVariance(batch.positive, random).value()
      },
      iteration("augmentor_phase4_emo", batch) { (gan, batch, random) throws(EngineError) in
        _ = try gan.trainEmotionPreservation(batch, random).bal.mean.value()
      },
      iteration("augmentor_infer", batch) { (gan, batch, random) throws(EngineError) in
        let draw = try gan.augmentor.draw(for: batch.anchor, random)
        // The pictures stay on the device, as in other engines' benchmarks: their sum alone is read.
        _ = try gan.augmentor(batch.anchor, draw, .inference).sum().value()
      },
      iteration("discriminator_fwd_bwd", batch) { (gan, batch, random) throws(EngineError) in
        let logits = try gan.discriminator(batch.anchor, .training(random))
        _ = try logits.sum().gradients(of: gan.discriminator.parameters).values[0].values()
      },
      iteration("replearner_fwd_bwd", batch) { (gan, batch, random) throws(EngineError) in
        let r = try gan.learner(batch.anchor, .training(random))
        _ = try r.sum().gradients(of: gan.learner.parameters).values[0].values()
      },
    ]
  }

  private static func iteration(
    _ name: String, _ batch: Int,
    _ body:
      @escaping @Sendable (TripletGAN, TripletPictures, PhiloxSource)
      throws(EngineError) -> Void
  ) -> ModelBenchmark {
    ModelBenchmark("\(name)_b\(batch)", samples: batch) { (random) throws(EngineError) in
      let configuration = Configuration()
      let gan = try TripletGAN(
        augmentor: Augmentor(configuration.augmentor, random),
        discriminator: Discriminator(configuration.discriminator, random),
        learner: RepresentationLearner(configuration.learner, random),
        losses: configuration.losses, adam: AdamSettings(learningRate: 1e-6))
      func pictures() throws(EngineError) -> Pictures {
        try Pictures(random.normal([batch, 512, 128, 1]))
      }
      let triplets = TripletPictures(
        anchor: try pictures(), positive: try pictures(), negative: try pictures())
      return { (random) throws(EngineError) in try body(gan, triplets, random) }
    }
  }
}
