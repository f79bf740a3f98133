import Emotion
import Engine
import TestVectors

extension VectorOperation {
  static let networks: [String: VectorOperation] = [
    "net_augmentor": .differentiable { inputs in
      let network: NetworkSettings<AugmentorShape> = try inputs.file.attributes()
      let augmentor = try Augmentor(
        network.config.settings, bands: network.config.bands, inputs.initialization)
      try inputs.load(augmentor)
      let draw = Augmentor.Draw(
        noise: try inputs.pictures("noise"), epsilon: try inputs("eps"))
      let pictures = try Pictures(inputs.pictures("x"))
      return try ["y": augmentor(pictures, draw, inputs.phase).channelsFirst()]
    },
    "net_discriminator": .differentiable { inputs in
      let network: NetworkSettings<SequenceNetworkShape> = try inputs.file.attributes()
      let discriminator = try Discriminator(
        network.config.settings(channels: SequenceNetworkShape.discriminatorChannels),
        bands: network.config.bands,
        inputs.initialization)
      try inputs.load(discriminator)
      return try ["y": discriminator(Pictures(inputs.pictures("x")), inputs.phase)]
    },
    "net_representation_learner": .differentiable { inputs in
      let network: NetworkSettings<SequenceNetworkShape> = try inputs.file.attributes()
      let learner = try RepresentationLearner(
        network.config.settings(channels: SequenceNetworkShape.learnerChannels),
        bands: network.config.bands,
        inputs.initialization)
      try inputs.load(learner)
      return try ["y": learner(Pictures(inputs.pictures("x")), inputs.phase)]
    },
    "net_vgg_eval": .differentiable { inputs in
      let network: NetworkSettings<VGGShape> = try inputs.file.attributes()
      // Evaluated without dropout, and yet with gradients.
      let model = try VGG19(
        network.config.configuration(dropout: 0, in: inputs.file), inputs.initialization)
      try inputs.load(model)
      return try ["y": model(inputs.pictures("x"), inputs.phase)]
    },
  ]
}

/// The attributes of a vector of a whole network.
struct NetworkSettings<Shape: Decodable>: Decodable {
  let config: Shape
}

extension VectorInputs {
  /// Where a model's first weights come from; the vector's own replace them.
  fileprivate var initialization: PhiloxSource { PhiloxSource(seed: 0, on: kernels) }
}
