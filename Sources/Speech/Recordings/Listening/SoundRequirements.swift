/// What is computed of recordings asks of their sound.
public struct SoundRequirements: Sendable, Equatable {
  /// How long a recording must at least be, and as much of it louder than silence, in seconds.
  public let window: Double
  /// The highest frequency that is looked at, in Hz; nil where that is what the recording has.
  public let highestFrequency: Double?

  public init(window: Double, highestFrequency: Double?) {
    self.window = window
    self.highestFrequency = highestFrequency
  }
}

extension MelConfiguration {
  /// What pictures ask of recordings: one window, and sound in all bands.
  public var requirements: SoundRequirements {
    SoundRequirements(
      window: Double(windowLength) / Double(sampleRate), highestFrequency: maximumFrequency)
  }
}

extension Emobase2010 {
  /// What the 1582 features ask of recordings that are brought to a rate: one frame of the longer kind,
  /// and sound in all bands.
  ///
  /// - Parameter sampleRate: in Hz; nil where recordings keep their own, and so all that they have.
  static func requirements(sampleRate: Int?) -> SoundRequirements {
    SoundRequirements(window: 0.060, highestFrequency: sampleRate.map { Double($0) / 2 })
  }
}
