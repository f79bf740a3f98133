import Foundation

/// The short-time Fourier transform: the spectra of overlapping windows of a signal.
struct STFT: Sendable {
  let hopLength: Int
  let window: [Double]
  let fft: RealFFT

  /// Number of frequencies, from 0 to half of the sample rate.
  var bins: Int { fft.bins }

  init(windowLength: Int, hopLength: Int, fftLength: Int) {
    self.hopLength = hopLength
    // Periodic: the window of length N + 1 without its last sample.
    window = (0..<windowLength).map {
      0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(windowLength))
    }
    fft = RealFFT(length: fftLength)
  }

  /// Computes the power frame after frame.
  ///
  /// - Parameters:
  ///   - samples: as for `spectra`.
  ///   - frames: how many frames to compute.
  ///   - receive: takes the frame's index and its power in `bins` frequencies.
  func powerSpectra(
    of samples: [Float], frames: Int, _ receive: (Int, UnsafeBufferPointer<Double>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: bins) { power in
      spectra(of: samples, frames: frames) { frame, spectrum in
        for bin in 0..<bins {
          let (real, imaginary) = (spectrum[bin].x, spectrum[bin].y)
          power.initializeElement(at: bin, to: real * real + imaginary * imaginary)
        }
        receive(frame, UnsafeBufferPointer(power))
      }
    }
  }

  /// Computes frame after frame.
  ///
  /// The window lies at the start of the transform's input, where librosa has it in the middle: that
  /// turns the phases, and the power has none.
  ///
  /// - Parameters:
  ///   - samples: the signal; frame t starts at sample t x `hopLength`, and what lies beyond the end
  ///     counts as zero.
  ///   - frames: how many frames to compute.
  ///   - receive: takes the frame's index and its `bins` complex amplitudes.
  func spectra(
    of samples: [Float], frames: Int, _ receive: (Int, UnsafePointer<Amplitude>) -> Void
  ) {
    fft.withWorkspace { workspace in
      for frame in 0..<frames {
        let start = frame * hopLength
        for index in window.indices {
          let sample = start + index < samples.count ? Double(samples[start + index]) : 0
          workspace.input[index] = window[index] * sample
        }
        workspace.transform()
        receive(frame, workspace.output)
      }
    }
  }
}
