import Foundation

/// Triangles of height 1, equally wide on the mel scale 1127 ln(1 + f / 700), that gather a power
/// spectrum into bands.
struct MelBands: Sendable {
  /// A bin's share in the band whose triangle falls there, `lower`, and in the next, which rises.
  private struct Share {
    let band: Int
    let lower: Float
    let upper: Float
  }

  /// The number of bands.
  let count: Int
  private let firstBin: Int
  private let shares: [Share]

  /// - Parameters:
  ///   - frequencies: the edges of the lowest and of the highest band, in Hz; the higher counts as
  ///     half of the sample rate where it is above that.
  init(count: Int, frequencies: ClosedRange<Double>, framing: Framing) {
    func mel(_ frequency: Double) -> Double { 1127 * log(1 + frequency / 700) }
    let (low, high) = (frequencies.lowerBound, min(frequencies.upperBound, framing.nyquist))
    let centres = (0...count + 1).map {
      mel(low) + Double($0) * (mel(high) - mel(low)) / Double(count + 1)
    }
    let first = Int((low / framing.binWidth).rounded()) + 1
    let end = min(Int((high / framing.binWidth).rounded()), framing.bins)
    shares = (first..<max(first, end)).map { bin in
      let place = mel(Double(bin) * framing.binWidth)
      let band = centres.dropLast().lastIndex { $0 < place } ?? 0
      let lower = (centres[band + 1] - place) / (centres[band + 1] - centres[band])
      return Share(band: band, lower: Float(lower), upper: Float(1 - lower))
    }
    firstBin = first
    self.count = count
  }

  /// The power in each band.
  ///
  /// - Parameter power: of each frequency bin.
  func gather(_ power: [Float]) -> [Float] {
    var bands = [Float](repeating: 0, count: count)
    for (offset, share) in shares.enumerated() {
      let power = power[firstBin + offset]
      if share.band > 0 { bands[share.band - 1] += share.lower * power }
      if share.band < count { bands[share.band] += share.upper * power }
    }
    return bands
  }
}
