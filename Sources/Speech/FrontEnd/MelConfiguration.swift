public import Settings

/// The settings of the log-mel front end. The defaults are those of the triplet-guided augmentor
/// (Wang et al. 2022, section 3.1: windows of 50 ms, hops of 25 ms, 128 bands) completed by
/// librosa's habits where the paper is silent.
public struct MelConfiguration: SettingsGroup, Hashable {
  @Setting("Samples a second that recordings are brought to, in Hz.", .range(1_000...1_000_000))
  public var sampleRate = 16_000
  @Setting("Length of the periodic Hann window, in samples.", .range(2...1 << 20))
  public var windowLength = 800
  @Setting(
    "Distance between the starts of neighbouring windows, in samples.", .range(1...1 << 20))
  public var hopLength = 400
  @Setting(
    "Length of the Fourier transform, in samples; a window, which is no longer, is padded "
      + "with zeros to it.",
    .range(2...1 << 20))
  public var fftLength = 1024
  @Setting("Number of mel bands M, at most fftLength.", .range(1...1 << 20))
  public var bands = 128
  @Setting(
    "Lower edge of the lowest band, in Hz; below maximumFrequency.",
    .expect("0 or more") { $0 >= 0 })
  public var minimumFrequency = 0.0
  @Setting(
    "Upper edge of the highest band, in Hz; at most half of sampleRate.",
    .expect("above 0") { $0 > 0 })
  public var maximumFrequency = 8_000.0
  @Setting("The scale on which the bands are equally wide.")
  public var scale = MelScale.slaney
  @Setting("The height of the bands' triangles.")
  public var normalization = MelNormalization.area
  @Setting(
    "The least power; 10 log10 of it is the value of silence in dB.",
    .expect("a power above 0") { $0 > 0 && $0.isFinite })
  public var floor = 1e-10

  public init() {}

  /// Seconds from the start of one frame to that of the next.
  public var secondsPerFrame: Double { Double(hopLength) / Double(sampleRate) }

  /// The value of digital silence, in dB.
  public var floorDecibels: Float { decibels(ofPower: 0, floor: floor) }

  /// Number of frames T of a recording: only whole windows, and at least one.
  ///
  /// - Parameter samples: the length N of the recording at `sampleRate`.
  public func frames(ofSamples samples: Int) -> Int {
    1 + max(0, samples - windowLength) / hopLength
  }
}

extension MelConfiguration {
  public var relations: [SettingRelation] {
    let nyquist = Double(sampleRate) / 2
    return [
      SettingRelation(
        "fftLength", fftLength, "at least windowLength, \(windowLength),", by: "windowLength",
        holds: fftLength >= windowLength),
      SettingRelation(
        "bands", bands, "at most fftLength, \(fftLength),", by: "fftLength",
        holds: bands <= fftLength),
      SettingRelation(
        "minimumFrequency", minimumFrequency,
        "a frequency below maximumFrequency, \(maximumFrequency),", by: "maximumFrequency",
        holds: minimumFrequency < maximumFrequency),
      SettingRelation(
        "maximumFrequency", maximumFrequency, "at most half of sampleRate, \(nyquist),",
        by: "sampleRate",
        holds: maximumFrequency <= nyquist),
    ]
  }

  /// What is wrong with a setting, as a clause that names it; nil where all make sense.
  public var problem: String? { problem(against: MelConfiguration()) }
}
