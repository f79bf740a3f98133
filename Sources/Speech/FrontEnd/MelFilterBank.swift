import Foundation
public import Settings

/// A scale of pitch, mel, as a function of frequency.
public enum MelScale: String, SettingChoice {
  /// Slaney's Auditory Toolbox: linear below 1000 Hz, logarithmic above. librosa's default.
  case slaney
  /// 2595 log10(1 + f / 700), as in HTK.
  case htk

  /// Mel of a frequency in Hz.
  public func mel(ofFrequency frequency: Double) -> Double {
    switch self {
    case .slaney:
      frequency < Slaney.corner
        ? frequency / Slaney.step
        : Slaney.corner / Slaney.step + log(frequency / Slaney.corner) / Slaney.logStep
    case .htk:
      2595 * log10(1 + frequency / 700)
    }
  }

  /// Frequency in Hz of a mel.
  public func frequency(ofMel mel: Double) -> Double {
    switch self {
    case .slaney:
      mel < Slaney.corner / Slaney.step
        ? mel * Slaney.step
        : Slaney.corner * exp(Slaney.logStep * (mel - Slaney.corner / Slaney.step))
    case .htk:
      700 * (pow(10, mel / 2595) - 1)
    }
  }

  private enum Slaney {
    /// Hz a mel in the linear part.
    static let step = 200.0 / 3
    /// Where the logarithmic part begins, in Hz.
    static let corner = 1000.0
    /// The logarithmic part multiplies frequency by 6.4 in 27 mels.
    static let logStep = log(6.4) / 27
  }
}

/// The height of a mel band's triangle.
public enum MelNormalization: String, SettingChoice {
  /// Every triangle has the area of 1 Hz (librosa's `norm="slaney"`).
  case area
  /// Every triangle peaks at 1.
  case none
}

/// Overlapping triangles, equally wide on a mel scale, that gather a power spectrum into bands.
public struct MelFilterBank: Sendable {
  /// The weights of one band over the run of spectral bins where they are above zero.
  private struct Band {
    var firstBin: Int
    var weights: [Double]
  }

  private let filters: [Band]

  /// Number of bands M.
  public var bands: Int { filters.count }

  /// - Parameters:
  ///   - configuration: one whose `problem` is nil.
  public init(_ configuration: MelConfiguration) {
    let scale = configuration.scale
    let low = scale.mel(ofFrequency: configuration.minimumFrequency)
    let high = scale.mel(ofFrequency: configuration.maximumFrequency)
    let count = configuration.bands
    // Band m rises from edge m to edge m + 1 and falls to edge m + 2.
    let edges = (0..<count + 2).map {
      scale.frequency(ofMel: low + (high - low) * Double($0) / Double(count + 1))
    }
    let binWidth = Double(configuration.sampleRate) / Double(configuration.fftLength)
    let bins = configuration.fftLength / 2 + 1

    filters = (0..<count).map { band in
      let (left, centre, right) = (edges[band], edges[band + 1], edges[band + 2])
      let height = configuration.normalization == .area ? 2 / (right - left) : 1
      let first = min(bins, Int((left / binWidth).rounded(.down)) + 1)
      let last = min(bins, max(first, Int((right / binWidth).rounded(.up))))
      let weights = (first..<last).map { bin in
        let frequency = Double(bin) * binWidth
        let rising = (frequency - left) / (centre - left)
        let falling = (right - frequency) / (right - centre)
        return height * max(0, min(rising, falling))
      }
      return Band(firstBin: first, weights: weights)
    }
  }

  /// The power in each band.
  ///
  /// - Parameters:
  ///   - spectrum: power in the bins 0 to `fftLength` / 2.
  ///   - receive: takes the band's index, 0 to M - 1, and its power.
  func gather(_ spectrum: UnsafeBufferPointer<Double>, _ receive: (Int, Double) -> Void) {
    for (index, band) in filters.enumerated() {
      var power = 0.0
      for (offset, weight) in band.weights.enumerated() {
        power += weight * spectrum[band.firstBin + offset]
      }
      receive(index, power)
    }
  }

  /// What gathering does, the other way round: each band's number goes to its bins, times their
  /// weights.
  ///
  /// - Parameter bands: M numbers.
  /// - Returns: the sums in `bins` bins.
  func spread(_ bands: [Double], bins: Int) -> [Double] {
    var spectrum = [Double](repeating: 0, count: bins)
    for (band, value) in zip(filters, bands) {
      for (offset, weight) in band.weights.enumerated() {
        spectrum[band.firstBin + offset] += weight * value
      }
    }
    return spectrum
  }
}
