import Random
import Speech

/// Gaussian noise on every value; its deviation is drawn for each copy from the augmentor's range
/// of ε. The mean magnitude of what it changes is √(2/π) of the deviation, and so a fifth less than the
/// augmentor's, which is ε.
struct GaussianNoise: PictureAugmentation {
  let stream = "noise"
  /// The least and the largest deviation, in standard deviations of the training pictures.
  let deviations: ClosedRange<Double>

  func variant(of picture: LogMel, using generator: inout SeededGenerator) -> LogMel {
    let deviation = generator.uniform(in: deviations)
    return LogMel(
      picture.values.map { $0 + Float(deviation * generator.normal()) }, bands: picture.bands)
  }
}

extension Baseline {
  static let noise = Baseline("noise", "Gaussian noise a fifth weaker than the augmentor") {
    configuration in
    GaussianNoise(
      deviations: configuration.augmentor.epsilonMinimum...configuration.augmentor.epsilonMaximum)
  }
}
