extension MelFilterBank {
  /// A power spectrum, nowhere below zero, that gathers into given bands.
  ///
  /// There are more bins than bands, and so many such spectra. The fit begins with each band's power
  /// spread over its bins, and multiplies (Lee and Seung 2001, for the Kullback-Leibler divergence): it
  /// keeps what is positive so, and weighs a weak band's relative error like a strong one's, where
  /// least squares would leave weak bands aside.
  ///
  /// - Parameters:
  ///   - bands: M powers, none below zero.
  ///   - bins: of the spectrum.
  func spectrum(gathering bands: [Double], bins: Int, iterations: Int = 100) -> [Double] {
    let share = spread(Array(repeating: 1, count: bands.count), bins: bins)
    // Each band's power by the sum of its weights, as if its bins were equal.
    let sums = gathered(Array(repeating: 1, count: bins))
    var spectrum = quotients(spread(quotients(bands, sums), bins: bins), share)
    for _ in 0..<iterations {
      let ratios = quotients(bands, gathered(spectrum))
      let factors = quotients(spread(ratios, bins: bins), share)
      for bin in 0..<bins { spectrum[bin] *= factors[bin] }
    }
    return spectrum
  }

  private func gathered(_ spectrum: [Double]) -> [Double] {
    var powers = [Double](repeating: 0, count: bands)
    spectrum.withUnsafeBufferPointer { gather($0) { powers[$0] = $1 } }
    return powers
  }
}

/// a / b, and 0 where b is 0: a bin that belongs to no band, or a band that has no power.
private func quotients(_ a: [Double], _ b: [Double]) -> [Double] {
  zip(a, b).map { $1 > 0 ? $0 / $1 : 0 }
}
