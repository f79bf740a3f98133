import Foundation

/// The log-mel front end: windows, power spectrum, mel bands, dB.
///
/// With the default settings it equals librosa's
/// `power_to_db(melspectrogram(y, sr=16000, n_fft=1024, win_length=800, hop_length=400, center=False), top_db=None)`
/// where `y` is the signal with 112 zeros put before and after it.
public struct MelSpectrogram: Sendable {
  /// The version of the computation. It changes when the same settings give other numbers, so that
  /// features stored by an earlier version are computed again.
  static let version = 1

  public let configuration: MelConfiguration
  private let stft: STFT
  private let filterBank: MelFilterBank

  /// - Throws: `CorpusError.setting` where the settings make no sense.
  public init(_ configuration: MelConfiguration = MelConfiguration()) throws(CorpusError) {
    if let problem = configuration.problem { throw .setting("features: \(problem).") }
    self.configuration = configuration
    stft = STFT(
      windowLength: configuration.windowLength, hopLength: configuration.hopLength,
      fftLength: configuration.fftLength)
    filterBank = MelFilterBank(configuration)
  }

  /// The picture of a signal.
  ///
  /// - Parameter samples: N samples, mono, at the configuration's sample rate. Fewer than one
  ///   window are padded with zeros to one.
  /// - Returns: T x M, with T = 1 + (N - window) / hop rounded down.
  public func callAsFunction(_ samples: [Float]) -> LogMel {
    let bands = configuration.bands
    let floor = configuration.floor
    let frames = configuration.frames(ofSamples: samples.count)
    let values = [Float](unsafeUninitializedCapacity: frames * bands) { values, count in
      stft.powerSpectra(of: samples, frames: frames) { frame, spectrum in
        filterBank.gather(spectrum) { band, power in
          values.initializeElement(
            at: frame * bands + band, to: decibels(ofPower: power, floor: floor))
        }
      }
      count = frames * bands
    }
    return LogMel(values, bands: bands)
  }
}

/// 10 log10 of a power, which counts as `floor` where it is less.
func decibels(ofPower power: Double, floor: Double) -> Float {
  Float(10 * log10(max(power, floor)))
}
