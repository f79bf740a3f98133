import Foundation

/// The pitch of frames of 60 ms, by subharmonic summation.
struct PitchTracker: Sendable {
  let framing: Framing
  private let window: [Float]
  private let fft: RealFFT
  private let axis: OctaveSpectrum
  private let summation: SubharmonicSummation
  private let isEnhanced: Bool
  private let picking: PitchCandidate.Picking
  private let threshold: Float

  /// The width of the Gaussian window, as a part of half of its length.
  private static let sigma = 0.25

  init(_ settings: Emobase2010.Settings, sampleRate: Int) {
    framing = Framing(seconds: 0.060, sampleRate: sampleRate)
    let middle = Double(framing.length - 1) / 2
    window = (0..<framing.length).map {
      let place = (Double($0) - middle) / (Self.sigma * middle)
      return Float(exp(-0.5 * place * place))
    }
    fft = RealFFT(length: framing.fftLength)
    isEnhanced = settings.variant == .paraling
    axis = OctaveSpectrum(
      framing: framing, minimumFrequency: isEnhanced ? 20 : 25, isWeighted: isEnhanced)
    picking = isEnhanced ? .highest : .rising
    summation = SubharmonicSummation(pointsPerOctave: axis.pointsPerOctave)
    threshold = settings.variant == .paralingCompat ? 0.75 : 0.70
  }

  /// The pitch of all frames but the first, smoothed.
  func callAsFunction(_ wave: [Float]) -> [PitchSmoother.Frame] {
    var smoother = PitchSmoother(threshold: threshold)
    return smoother.smooth(candidates(wave))
  }

  private func candidates(_ wave: [Float]) -> [PitchCandidate] {
    let bins = framing.bins
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * bins) { room in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: bins) { curvatures in
        let magnitudes = UnsafeMutableBufferPointer(rebasing: room[..<bins])
        let spectrum = UnsafeMutableBufferPointer(rebasing: room[bins...])
        return fft.withWorkspace { workspace in
          (0..<framing.frames(ofSamples: wave.count)).map { frame in
            let start = frame * framing.hop
            for index in window.indices {
              workspace.input[index] = Double(wave[start + index] * window[index])
            }
            workspace.transform()
            for bin in 0..<bins {
              let (real, imaginary) = (workspace.output[bin].x, workspace.output[bin].y)
              magnitudes[bin] = Float((real * real + imaginary * imaginary).squareRoot())
            }
            if isEnhanced { SpectralEnhancement.enhance(magnitudes) }
            axis.resample(magnitudes, curvatures: curvatures, into: spectrum)
            // The magnitudes are not needed any more; their room takes the sum.
            summation.sum(spectrum, into: magnitudes)
            return PitchCandidate.best(of: magnitudes, on: axis, picking: picking)
          }
        }
      }
    }
  }
}
