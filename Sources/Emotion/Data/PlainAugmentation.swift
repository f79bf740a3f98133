import Speech

/// Augmentations that need no training, to compare the augmentor with; pictures are on the models'
/// scale.
public enum PlainAugmentation: String, CaseIterable, Sendable {
  /// The same picture again: a class of few utterances is seen as often as the others.
  case copy
  /// Gaussian noise on every value; its deviation is drawn for each copy from the augmentor's range
  /// of ε, so that both change a picture about as much.
  case noise
  /// Two bands of frequencies and two spans of time replaced by the mean (SpecAugment: Park et al.
  /// 2019), each at most an eighth of the bands and a fifth of the frames wide.
  case specaugment

  /// `count` variants of each utterance, in the utterances' order.
  ///
  /// - Parameter settings: whose range of ε the noise takes.
  public func variants(
    _ count: Int, of utterances: [Utterance], settings: AugmentorSettings, seed: UInt64
  ) -> [Utterance] {
    utterances.flatMap { utterance in
      (0..<count).map { copy in
        var generator = SeededGenerator(
          seed: seed, stream: "\(rawValue) \(utterance.id) \(copy)")
        return utterance.showing(variant(of: utterance.picture, settings, &generator))
      }
    }
  }

  private func variant(
    of picture: LogMel, _ settings: AugmentorSettings, _ generator: inout SeededGenerator
  ) -> LogMel {
    switch self {
    case .copy: return picture
    case .noise:
      let deviation = generator.uniform(in: settings.epsilonMinimum...settings.epsilonMaximum)
      return LogMel(
        picture.values.map { $0 + Float(deviation * generator.normal()) }, bands: picture.bands)
    case .specaugment:
      var values = picture.values
      for _ in 0..<2 {
        let bands = generator.span(of: picture.bands, atMost: picture.bands / 8)
        let frames = generator.span(of: picture.frames, atMost: picture.frames / 5)
        for frame in 0..<picture.frames {
          let row = frame * picture.bands
          for band in frames.contains(frame) ? 0..<picture.bands : bands {
            // The mean of normalised pictures.
            values[row + band] = 0
          }
        }
      }
      return LogMel(values, bands: picture.bands)
    }
  }
}

extension SeededGenerator {
  /// A span of 0 to `longest` places somewhere among `count`.
  fileprivate mutating func span(of count: Int, atMost longest: Int) -> Range<Int> {
    let length = index(below: longest + 1)
    let start = index(below: count - length + 1)
    return start..<start + length
  }
}
