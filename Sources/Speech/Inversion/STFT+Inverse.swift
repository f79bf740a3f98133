extension STFT {
  /// The spectra of a signal: frames × bins.
  func amplitudes(of samples: [Float], frames: Int) -> [Amplitude] {
    let bins = bins
    return [Amplitude](unsafeUninitializedCapacity: frames * bins) { values, count in
      spectra(of: samples, frames: frames) { frame, spectrum in
        for bin in 0..<bins {
          values.initializeElement(at: frame * bins + bin, to: spectrum[bin])
        }
      }
      count = frames * bins
    }
  }

  /// The signal whose spectra come nearest to given ones in the squared error (Griffin and Lim 1984,
  /// eq. 6): windows that overlap are averaged by the square of the window.
  ///
  /// Where the windows together are below a quarter of their largest sum, as in the first
  /// milliseconds, they would magnify errors into clicks; there the signal fades.
  ///
  /// - Parameter amplitudes: frames × bins.
  /// - Returns: a sample for each place that a window covers.
  func signal(of amplitudes: [Amplitude]) -> [Float] {
    let frames = amplitudes.count / bins
    guard frames > 0 else { return [] }
    let length = (frames - 1) * hopLength + window.count
    var sums = [Double](repeating: 0, count: length)
    var weights = sums
    fft.withWorkspace { workspace in
      for frame in 0..<frames {
        for bin in 0..<bins {
          workspace.output[bin] = amplitudes[frame * bins + bin]
        }
        workspace.transformBack()
        for (index, weight) in window.enumerated() {
          sums[frame * hopLength + index] += weight * workspace.input[index] / Double(fft.length)
          weights[frame * hopLength + index] += weight * weight
        }
      }
    }
    let least = 0.25 * (weights.max() ?? 0)
    return zip(sums, weights).map { Float($0 / max($1, least)) }
  }
}
