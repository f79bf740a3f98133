import Engine
import Kernels
import Random
import Training

/// The first stage of a balancing GAN: its autoencoder learns the segments of all classes, by the
/// mean squared error (Mariani et al. 2018, section 3).
struct SegmentAutoencoderTraining {
  let autoencoder: SegmentAutoencoder
  let course: EpochCourse<PictureBatch>

  /// - Parameters:
  ///   - segments: on the models' scale; `frames` and `bands` of each.
  /// - Throws: `EngineError.shape` where segments have sides that the networks cannot halve so
  ///   often, `.device` where networks and optimizer find no memory.
  init(
    _ segments: Segments, frames: Int, bands: Int, settings: BalancingGANSettings, seed: UInt64,
    on kernels: Kernels
  ) throws(EngineError) {
    let autoencoder = try SegmentAutoencoder(
      settings, frames: frames, bands: bands,
      PhiloxSource(
        seed: seed, at: RandomAddress(Purpose.segmentAutoencoderWeights), on: kernels))
    let adam = try Adam(of: autoencoder, settings: settings.autoencoderAdam)
    self.autoencoder = autoencoder
    course = EpochCourse(
      epochs: settings.pretrainingEpochs, rows: segments.count, batch: settings.batch,
      state: autoencoder.state + adam.state(named: "adam"),
      purpose: Purpose.segmentAutoencoderSteps, seed: seed, on: kernels
    ) { rows, samples, _ in
      segments.batch(Array(rows[samples])).pictures
    } step: { (batch, place) throws(EngineError) in
      let x = try Pictures(batch, on: kernels).x
      let loss = try meanSquaredError(autoencoder(x, .training(place.random)), x)
      return [("autoencoder", try adam.minimize(loss, over: place.share))]
    }
  }
}
