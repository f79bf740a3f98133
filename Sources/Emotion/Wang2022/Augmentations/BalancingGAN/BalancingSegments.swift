import Random
import Speech
import Training

/// Segments by the balancing GAN, as many as copies would have; it is trained on the whole training
/// part of the fold.
struct BalancingSegments: RowAugmentation {
  /// - Returns: utterances of one segment each.
  /// - Throws: `TrainingInterrupted` after saving; `EngineError.shape` where segments have sides
  ///   that the networks cannot halve so often, `.notFinite` where a loss diverges;
  ///   `ClassicalError` where codes are not finite.
  func copies(
    _ count: Int, of utterances: [Utterance], in fold: PictureFold, by trainer: Trainer,
    part: String
  ) throws -> [Utterance] {
    let configuration = trainer.configuration
    let (settings, frames) = (configuration.balancingGAN, configuration.classifier.segment)
    let segments = Segments(
      fold.training, length: frames, stride: configuration.classifier.stride,
      padding: fold.scale.padding)
    let first = try SegmentAutoencoderTraining(
      segments, frames: frames, bands: configuration.frontEnd.bands, settings: settings,
      seed: fold.seed, on: trainer.kernels)
    try trainer.run.finish(first.course, part: "\(part)-autoencoder")
    let codes = try ClassCodes(
      segments, by: first.autoencoder, batch: settings.batch, on: trainer.kernels)
    let second = try BalancingGANTraining(
      segments, from: first.autoencoder, codes: codes, settings: settings,
      seed: fold.seed, on: trainer.kernels)
    try trainer.run.finish(second.course, part: "\(part)-gan")
    let wanted = utterances.flatMap { utterance in
      let starts = utterance.picture.windowStarts(
        length: frames, stride: configuration.classifier.stride)
      return Array(repeating: utterance, count: count * starts.count)
    }
    return try trainer.segments(
      like: wanted, by: second.gan, codes: codes, seed: fold.seed, part: "\(part)-gan")
  }
}

extension Trainer {
  /// A new segment of each utterance's class, with progress.
  ///
  /// - Throws: `TrainingInterrupted` where it is to stop.
  fileprivate func segments(
    like wanted: [Utterance], by gan: BalancingGAN, codes: ClassCodes, seed: UInt64, part: String
  ) throws -> [Utterance] {
    var generator = SeededGenerator(seed: seed, stream: "balancing GAN")
    var made: [Utterance] = []
    observer.begin("\(part), generating", steps: wanted.count, done: 0)
    for positions in BatchOrder.inOrder(wanted.count, by: configuration.balancingGAN.batch) {
      if observer.isStopRequested { throw TrainingInterrupted(part: part) }
      let originals = positions.map { wanted[$0] }
      let draw = codes.draw(originals.map(\.label), using: &generator)
      let pictures = try gan.generator(draw.codes.tensor(on: kernels), .inference)
      let (values, size) = (try pictures.values(), pictures.shape.count / originals.count)
      for (row, original) in originals.enumerated() {
        made.append(
          original.showing(
            LogMel(
              Array(values[row * size..<(row + 1) * size]),
              bands: configuration.frontEnd.bands)))
      }
      observer.advance(to: made.count, "")
    }
    return made
  }
}

extension Baseline {
  /// Its architecture is not that of the paper which it comes from.
  public static let balancingGAN = Baseline(
    "balancing-gan", row: "balancing GAN (our form)",
    "segments by that of Chatziagapi et al. 2019, in an architecture of ours, trained in every fold"
  ) { _ in BalancingSegments() }
}
