import Emotion
import Engine
import Kernels
import TestVectors

extension VectorOperation {
  static let tripletGANTrajectories: [String: VectorOperation] = [
    "trajectory_traj_triplet_gan": .trajectory { file, kernels in
      let settings: TripletGANTrajectorySettings = try file.attributes()
      let optimizer: AdamVectorSettings = try file.attributes()
      var trajectory = Trajectory(file, on: kernels)
      let gan = try settings.gan(adam: optimizer.adam, trajectory.initialization)
      try file.load(gan.augmentor, from: "w0.aug.")
      try file.load(gan.discriminator, from: "w0.dis.")
      try file.load(gan.learner, from: "w0.rep.")
      let state =
        gan.augmentor.state(named: "aug") + gan.discriminator.state(named: "dis")
        + gan.learner.state(named: "rep")
      for step in 1...max(1, settings.steps) {
        let losses = try gan.step(
          trajectory.triplets(at: step), trajectory.augmentationDraws(at: step))
        for (name, loss) in losses.byName {
          trajectory.record(loss: try loss.value(), as: name)
        }
        try trajectory.record(state, after: step)
      }
      return trajectory.results
    }
  ]
}

extension Trajectory {
  fileprivate func triplets(at step: Int) throws -> TripletPictures {
    func pictures(_ name: String) throws -> Pictures {
      try Pictures(given(name, at: step).channelsLast())
    }
    return TripletPictures(
      anchor: try pictures("xa"), positive: try pictures("xp"), negative: try pictures("xn"))
  }

  /// Noise and epsilon in the order in which the phases draw them: the discriminator's, two for the
  /// variance loss, one for the positive and one for the negative.
  ///
  /// - Throws: as `given(_:at:)`, and `EngineError.shape` where noise has not four axes.
  fileprivate func augmentationDraws(at step: Int) throws -> ScriptedRandom {
    let draws = ["d", "v1", "v2", "p", "n"]
    return ScriptedRandom(
      normals: try draws.map { try given("noise_\($0)", at: step).channelsLast() },
      uniforms: try draws.map { try given("eps_\($0)", at: step) }, on: kernels)
  }
}

/// The attributes of a trajectory of the triplet-guided augmentor.
private struct TripletGANTrajectorySettings: Decodable {
  let steps: Int
  let margin: Double
  let slope: Double?
  let l1: L1?
  let w: Weights
  let config: Networks

  struct L1: Decodable {
    let tanh: Bool
    let floor: Double
  }

  struct Weights: Decodable {
    let g, r, e, v, b: Double
  }

  struct Networks: Decodable {
    let aug: AugmentorShape
    let dis: SequenceNetworkShape
    let rep: SequenceNetworkShape
  }

  func gan(adam: AdamSettings, _ random: any RandomSource) throws -> TripletGAN {
    var augmentor = config.aug.settings
    augmentor.tanh = l1?.tanh ?? augmentor.tanh
    augmentor.floor = l1?.floor ?? augmentor.floor
    var discriminator = config.dis.settings(
      channels: SequenceNetworkShape.discriminatorChannels)
    var learner = config.rep.settings(channels: SequenceNetworkShape.learnerChannels)
    if let slope {
      augmentor.slope = slope
      discriminator.slope = slope
      learner.slope = slope
    }
    var losses = LossSettings()
    losses.margin = margin
    (losses.adversarial, losses.representation) = (w.g, w.r)
    (losses.emotion, losses.variance, losses.balance) = (w.e, w.v, w.b)
    return try TripletGAN(
      augmentor: Augmentor(augmentor, bands: config.aug.bands, random),
      discriminator: Discriminator(discriminator, bands: config.dis.bands, random),
      learner: RepresentationLearner(learner, bands: config.rep.bands, random),
      losses: losses, adam: adam)
  }
}
