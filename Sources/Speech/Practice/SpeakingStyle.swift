import Random

/// How an utterance is spoken.
struct SpeakingStyle: Sendable, Equatable {
  /// espeak-ng's pitch, 0 to 99; 50 is the voice's own.
  var pitch: Double
  /// Range of the intonation in per cent of the voice's own.
  var range: Double
  /// Words a minute.
  var rate: Double
  /// Loudness: root mean square in dB of full scale.
  var level: Double
  /// Spectral tilt, -1 to 1: a pressed voice is bright (above 0), a lax one is dull (below 0).
  var tilt: Double
  /// Breath noise in parts of the voice's envelope.
  var breath: Double
}

extension SpeakingStyle {
  /// The centre of an emotion's utterances, after what listeners and measurements agree on (Scherer
  /// 2003, table 2): anger is loud, fast and pressed; joy high and lively; sadness slow, low, flat,
  /// soft and breathy.
  static func centre(of emotion: EmotionLabel) -> SpeakingStyle {
    switch emotion {
    case .angry:
      SpeakingStyle(pitch: 56, range: 120, rate: 190, level: -19, tilt: 0.45, breath: 0.02)
    case .happy:
      SpeakingStyle(pitch: 66, range: 160, rate: 178, level: -21, tilt: 0.2, breath: 0.05)
    case .sad:
      SpeakingStyle(pitch: 38, range: 55, rate: 135, level: -28, tilt: -0.35, breath: 0.15)
    default:
      SpeakingStyle(pitch: 46, range: 85, rate: 162, level: -24, tilt: 0, breath: 0.05)
    }
  }

  /// How far utterances of one emotion lie from its centre at most: a little less than half of what lies
  /// between neighbours, so that who listens can tell them apart.
  private static let spread = SpeakingStyle(
    pitch: 4, range: 16, rate: 9, level: 1.5, tilt: 0.1, breath: 0.02)

  /// A style drawn evenly from around this one.
  func varied(using generator: inout SeededGenerator) -> SpeakingStyle {
    func draw(_ property: KeyPath<SpeakingStyle, Double>, within bounds: ClosedRange<Double>)
      -> Double
    {
      let width = Self.spread[keyPath: property]
      let value = self[keyPath: property] + width * generator.uniform(in: -1...1)
      return min(max(value, bounds.lowerBound), bounds.upperBound)
    }
    return SpeakingStyle(
      pitch: draw(\.pitch, within: 0...99), range: draw(\.range, within: 10...250),
      rate: draw(\.rate, within: 90...260), level: draw(\.level, within: -40 ... -12),
      tilt: draw(\.tilt, within: -0.9...0.9), breath: draw(\.breath, within: 0...0.5))
  }
}
