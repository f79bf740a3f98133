/// A fundamental frequency that a frame may have.
struct PitchCandidate: Sendable {
  /// In Hz; 0 where there is none.
  var frequency: Float
  /// How much the peak stands out of the subharmonic sum, 0 to 1.
  var voicing: Float

  static let none = PitchCandidate(frequency: 0, voicing: 0)

  /// The frequencies that a voice can have, in Hz.
  private static let range: ClosedRange<Float> = 52...620
  /// As many peaks are kept, the last ones.
  private static let peaks = 3

  /// The likeliest of a frame.
  ///
  /// Peaks count when they are higher than all before; each lies where a parabola through its point
  /// and those beside it has its top.
  ///
  /// - Parameter sum: the subharmonic sum on `axis`.
  static func best(
    of sum: UnsafeMutableBufferPointer<Float>, on axis: OctaveSpectrum
  ) -> PitchCandidate {
    var peaks: [Int] = []
    for point in 1..<sum.count - 1 where sum[point] > sum[point - 1] && sum[point] > sum[point + 1]
    {
      if peaks.last.map({ sum[point] > sum[$0] }) ?? true { peaks.append(point) }
    }
    var total: Float = 0
    for value in sum { total += value }
    let mean = total / Float(sum.count)

    var best = PitchCandidate.none
    var bestScore: Float?
    for peak in peaks.suffix(Self.peaks).reversed() {
      let (left, top, right) = (
        Double(sum[peak - 1]), Double(sum[peak]), Double(sum[peak + 1])
      )
      let shift = 0.5 * (left - right) / (left - 2 * top + right)
      let score = Float(top - 0.25 * (left - right) * shift)
      let frequency = Float(axis.frequency(at: Double(peak) + shift))
      guard range.contains(frequency), score > bestScore ?? -.infinity else { continue }
      bestScore = score
      best = PitchCandidate(
        frequency: frequency, voicing: score > mean && score > 0 ? 1 - mean / score : 0)
    }
    return best
  }
}
