/// The 1582 features of the INTERSPEECH 2010 Paralinguistic Challenge, as openSMILE 3.0.1 computes
/// them.
///
/// Descriptors of frames of 25 ms and of 60 ms become contours; contours are smoothed, and their
/// slopes taken; functionals sum them up over the recording.
public struct Emobase2010: Sendable {
  /// The definitions of the set that are in use; the same features, numerically different.
  public enum Variant: String, Sendable, CaseIterable {
    /// emobase2010: positions of extremes as a share of the recording.
    case emobase2010
    /// IS10_paraling_compat: positions in frames, and a higher threshold of voicing.
    case paralingCompat = "IS10_paraling_compat"
    /// IS10_paraling: another pitch tracker, and contours that end where the voice does.
    case paraling = "IS10_paraling"
  }

  /// What is computed.
  public struct Settings: Sendable, Hashable {
    public var variant = Variant.emobase2010
    /// Loudness from the whole frame, not from its first sample alone as in openSMILE.
    public var fixesLoudness = false
    /// A constant threshold on the likeness of neighbouring periods, not the worst of the frame as
    /// in openSMILE, where the last bits decide of a frame's first period.
    public var fixesJitter = false

    public init() {}
  }

  /// A recording that is too short for the features.
  public struct TooShort: Error, Equatable, CustomStringConvertible {
    /// In seconds.
    public let duration: Double
    /// The shortest that has features, in seconds.
    public let needed: Double

    public var description: String {
      "the recording lasts \(duration.formatted(decimals: 3)) s, and these features need at least "
        + "\(needed.formatted(decimals: 3)) s"
    }
  }

  public let settings: Settings
  /// Samples a second of the signals, in Hz.
  public let sampleRate: Int
  private let spectral: SpectralDescriptors
  private let pitch: PitchTracker

  /// What the features are.
  public var kind: FeatureKind {
    let switches = [
      settings.fixesLoudness ? "loudness-fix" : nil, settings.fixesJitter ? "jitter-fix" : nil,
    ]
    return .is10(
      settings.variant, sampleRate: sampleRate, switches: switches.compactMap(\.self))
  }

  public init(_ settings: Settings = Settings(), sampleRate: Int = 16_000) {
    self.settings = settings
    self.sampleRate = sampleRate
    spectral = SpectralDescriptors(settings, sampleRate: sampleRate)
    pitch = PitchTracker(settings, sampleRate: sampleRate)
  }

  /// The fewest samples that have features: four frames of 60 ms.
  var fewestSamples: Int { pitch.framing.length + 3 * pitch.framing.hop }

  /// What is said of a recording that has fewer.
  ///
  /// - Parameter duration: its length in seconds.
  func tooShort(_ duration: Double) -> TooShort {
    TooShort(duration: duration, needed: Double(fewestSamples) / Double(sampleRate))
  }

  /// The features of a signal.
  ///
  /// - Parameter samples: mono, at `sampleRate`, full scale 1.
  /// - Returns: 1582 numbers in the order of the variant's `names`.
  /// - Throws: `TooShort` where there are fewer than four frames of 60 ms.
  public func callAsFunction(_ samples: [Float]) throws(TooShort) -> [Float] {
    guard samples.count >= fewestSamples else {
      throw tooShort(Double(samples.count) / Double(sampleRate))
    }
    // openSMILE divides 16-bit samples by 32767, libsndfile by 32768.
    let wave = samples.map { $0 * 32_768 / 32_767 }
    let pitch = pitch(wave)
    let frequencies = pitch.map(\.frequency)
    var perturbation = PeriodPerturbation(settings, sampleRate: sampleRate)
    let perturbations = perturbation(wave, pitch: frequencies)
    return FunctionalVector(
      spectrum: spectral(wave) + [pitch.map(\.envelope), pitch.map(\.voicing)],
      voice: [
        frequencies, perturbations.map(\.jitterLocal), perturbations.map(\.jitterDDP),
        perturbations.map(\.shimmerLocal),
      ], frames: pitch.count, variant: settings.variant
    ).values
  }
}
