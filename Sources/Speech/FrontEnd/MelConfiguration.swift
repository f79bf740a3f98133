/// The settings of the log-mel front end. The defaults are those of the triplet-guided augmentor
/// (Wang et al. 2022, section 3.1: windows of 50 ms, hops of 25 ms, 128 bands) completed by
/// librosa's habits where the paper is silent.
public struct MelConfiguration: Sendable, Codable, Hashable {
  /// Samples a second that recordings are brought to, in Hz.
  public var sampleRate = 16_000
  /// Length of the periodic Hann window, in samples.
  public var windowLength = 800
  /// Distance between the starts of neighbouring windows, in samples.
  public var hopLength = 400
  /// Length of the Fourier transform, in samples; a window is padded with zeros to it.
  public var fftLength = 1024
  /// Number of mel bands M.
  public var bands = 128
  /// Lower edge of the lowest band, in Hz.
  public var minimumFrequency = 0.0
  /// Upper edge of the highest band, in Hz.
  public var maximumFrequency = 8_000.0
  /// The scale on which the bands are equally wide.
  public var scale = MelScale.slaney
  /// The height of the bands' triangles.
  public var normalization = MelNormalization.area
  /// The least power; 10 log10 of it is the value of silence in dB.
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

  /// The first setting that makes no sense, as a sentence that names it, or nil.
  public var problem: String? {
    let nyquist = Double(sampleRate) / 2
    if !(1_000...1_000_000).contains(sampleRate) {
      return "sampleRate is \(sampleRate); give 1000 to 1000000 Hz"
    }
    if !(2...(1 << 20)).contains(windowLength) {
      return "windowLength is \(windowLength); give 2 to \(1 << 20) samples"
    }
    if hopLength < 1 { return "hopLength is \(hopLength); give at least one sample" }
    if !(windowLength...(1 << 20)).contains(fftLength) {
      return "fftLength is \(fftLength); give at least windowLength, \(windowLength), samples"
    }
    if !(1...fftLength).contains(bands) {
      return "bands is \(bands); give 1 to fftLength, \(fftLength)"
    }
    if !(minimumFrequency >= 0 && minimumFrequency < maximumFrequency) {
      return "minimumFrequency is \(minimumFrequency); give 0 Hz or more, below maximumFrequency"
    }
    if !(maximumFrequency <= nyquist) {
      return "maximumFrequency is \(maximumFrequency); give at most half of sampleRate, \(nyquist)"
    }
    if !(floor > 0 && floor.isFinite) { return "floor is \(floor); give a power above 0" }
    return nil
  }
}
