/// Sharpens a magnitude spectrum before subharmonic summation (Hermes 1988): between two local maxima
/// all that is not within two bins of one becomes zero, and what is left is smoothed.
enum SpectralEnhancement {
  private static let reach = 2

  static func enhance(_ magnitudes: UnsafeMutableBufferPointer<Float>) {
    suppress(magnitudes)
    smooth(magnitudes)
  }

  private static func suppress(_ magnitudes: UnsafeMutableBufferPointer<Float>) {
    let last = magnitudes.count - 1
    var peak: Int?
    // The last bin, as it was before anything became zero.
    var before = -Float.infinity
    for bin in 0...last {
      let here = magnitudes[bin]
      if here > before, bin == last || here > magnitudes[bin + 1] {
        if let peak {
          for valley in stride(from: peak + reach + 1, to: bin - reach, by: 1) {
            magnitudes[valley] = 0
          }
        }
        peak = bin
      }
      before = here
    }
  }

  /// By the weights 1/4, 1/2, 1/4. Below the first bin counts as zero; the last stays as it is.
  private static func smooth(_ magnitudes: UnsafeMutableBufferPointer<Float>) {
    var before: Float = 0
    for bin in 0..<magnitudes.count - 1 {
      let here = magnitudes[bin]
      magnitudes[bin] = 0.25 * before + 0.5 * here + 0.25 * magnitudes[bin + 1]
      before = here
    }
  }
}
