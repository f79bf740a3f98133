import Engine
import Speech

extension Trainer {
  /// Trains a balancing GAN from its newest checkpoints, or from the start, and lets it make segments:
  /// as many of each class as `count` copies of the utterances would have.
  ///
  /// - Parameters:
  ///   - utterances: those that would be copied.
  ///   - training: what the GAN learns from, on the models' scale.
  ///   - padding: silence on the models' scale.
  ///   - parts: the names of the two stages in checkpoints and metrics.
  /// - Returns: utterances of one segment each.
  /// - Throws: `TrainingInterrupted` after saving; `EngineError.notFinite` where a loss diverges.
  func balancingSegments(
    _ count: Int, of utterances: [Utterance], learningFrom training: [Utterance],
    padding: Float, seed: UInt64, parts: (autoencoder: String, gan: String)
  ) throws -> [Utterance] {
    let (settings, frames) = (configuration.balancingGAN, configuration.classifier.segment)
    let segments = Segments(
      training, length: frames, stride: configuration.classifier.stride, padding: padding)
    let first = try SegmentAutoencoderTraining(
      segments, frames: frames, bands: configuration.frontEnd.bands, settings: settings,
      seed: seed, on: kernels)
    try run(first.course, part: parts.autoencoder)
    let codes = try ClassCodes(
      segments, by: first.autoencoder, batch: settings.batch, on: kernels)
    let second = try BalancingGANTraining(
      segments, from: first.autoencoder, codes: codes, settings: settings, seed: seed,
      on: kernels)
    try run(second.course, part: parts.gan)
    let wanted = utterances.flatMap { utterance in
      let starts = utterance.picture.windowStarts(
        length: frames, stride: configuration.classifier.stride)
      return Array(repeating: utterance, count: count * starts.count)
    }
    return try synthesize(wanted, by: second.gan, codes: codes, seed: seed, part: parts.gan)
  }

  /// A new segment of each utterance's class, with progress.
  private func synthesize(
    _ wanted: [Utterance], by gan: BalancingGAN, codes: ClassCodes, seed: UInt64, part: String
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
