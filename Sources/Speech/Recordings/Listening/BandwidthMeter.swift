import Foundation

/// Up to which frequency a signal holds anything, by its mean spectrum.
///
/// Speech at 16 kHz that was once at 8 kHz, on a telephone or in a codec, holds nothing above 4 kHz. It
/// is told from speech that is only weak up there by the floor: 60 dB below the strongest band. In 2563
/// recordings of EMO-DB, EMOVO and RAVDESS all bands of 250 Hz up to 7500 Hz are above that floor; in
/// what sox and ffmpeg made of them at 8 kHz and back, 16 bits, nearly all above 4750 Hz are below it.
struct BandwidthMeter {
  private let bandPower: STFT
  private let sampleRate: Int
  /// Summed over windows, by band.
  private var power: [Double]
  private var windows = 0

  private enum Limits {
    /// Of a band, in Hz.
    static let width = 250.0
    /// Below the strongest band, as a share of power: 60 dB.
    static let floor = 1e-6
    /// A spectrum of fewer windows says little.
    static let windows = 4
    /// In Hz: speech reaches further, and what does not was not cut off but is none.
    static let edge = 2_000.0
    /// Of the bands below the edge, how many must hold something: tones have gaps.
    static let filled = 0.5
  }

  init(sampleRate: Int) {
    self.sampleRate = sampleRate
    var length = 64
    while length < sampleRate / 16 { length *= 2 }
    bandPower = STFT(windowLength: length, hopLength: length, fftLength: length)
    power = Array(
      repeating: 0, count: Int((Double(sampleRate) / 2 / Limits.width).rounded(.up)))
  }

  /// Takes the next samples; what does not fill a window is left out.
  mutating func hear(_ samples: [Float]) {
    let length = bandPower.window.count
    let frames = samples.count / length
    let width = Double(sampleRate) / Double(length)
    bandPower.powerSpectra(of: samples, frames: frames) { _, spectrum in
      for bin in spectrum.indices {
        let band = min(power.count - 1, Int(Double(bin) * width / Limits.width))
        power[band] += spectrum[bin]
      }
    }
    windows += frames
  }

  /// The upper edge of the highest band that holds anything, in Hz; nil where there is too little sound
  /// to tell, or its spectrum has no edge.
  var edge: Double? {
    // The lowest band holds hum and offset, which may be stronger than all speech.
    guard windows >= Limits.windows, let strongest = power.dropFirst().max(), strongest > 0,
      let last = power.lastIndex(where: { $0 >= strongest * Limits.floor })
    else { return nil }
    let filled = power[...last].count { $0 >= strongest * Limits.floor }
    let edge = min(Double(last + 1) * Limits.width, Double(sampleRate) / 2)
    let isFilled = Double(filled) >= Limits.filled * Double(last + 1)
    return isFilled && edge >= Limits.edge ? edge : nil
  }
}
