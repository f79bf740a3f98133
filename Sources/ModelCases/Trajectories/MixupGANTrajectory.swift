import Emotion
import TestVectors

extension VectorOperation {
  static let mixupGANTrajectories: [String: VectorOperation] = [
    "trajectory_traj_mixup_gan": .trajectory { file, kernels in
      let settings: MixupGANTrajectorySettings = try file.attributes()
      let optimizer: AdamVectorSettings = try file.attributes()
      var trajectory = Trajectory(file, on: kernels)
      let gan = try MixupGAN(
        features: settings.config.n.count, hidden: settings.config.h.map(\.count),
        code: settings.config.z.count,
        discriminator: settings.config.d.map(\.count), dropout: settings.dropout,
        slope: settings.slope ?? 0.2,
        trajectory.initialization)
      try file.load(gan, from: "w0.")
      let training = try MixupGANUpdates(
        gan, autoencoder: optimizer.adam, adversarial: optimizer.adam,
        saturating: settings.saturating ?? false)
      for step in 1...max(1, settings.steps) {
        let x = try trajectory.given("x_in", at: step)
        let losses = try training.step(
          x, source: x, real: trajectory.given("x_real", at: step),
          trajectory.dropoutMasks(at: step))
        trajectory.record(loss: try losses.autoencoder.value(), as: "ae")
        trajectory.record(loss: try losses.generator.value(), as: "g")
        trajectory.record(loss: try losses.discriminator.value(), as: "d")
        try trajectory.record(gan.state, after: step)
      }
      return trajectory.results
    }
  ]
}

extension Trajectory {
  /// The masks in the order of the updates, in each the encoder's before the generator's.
  ///
  /// - Throws: as `given(_:at:)`.
  fileprivate func dropoutMasks(at step: Int) throws -> ScriptedRandom {
    let masks = try ["ae", "g", "d"].flatMap { update in
      try ["E", "G"].map { try given("mask_\(update)_\($0)", at: step) }
    }
    return ScriptedRandom(masks: masks, on: kernels)
  }
}

/// The attributes of a trajectory of the mixup GAN.
private struct MixupGANTrajectorySettings: Decodable {
  let steps: Int
  let dropout: Float
  let slope: Float?
  let saturating: Bool?
  let config: Networks

  struct Networks: Decodable {
    let n: Size
    let h: [Size]
    let z: Size
    let d: [Size]
  }
}
