/// A fundamental frequency that a frame may have.
struct PitchCandidate: Sendable {
  /// In Hz; 0 where there is none.
  var frequency: Float
  /// How much the peak stands out of the subharmonic sum, 0 to 1.
  var voicing: Float

  static let none = PitchCandidate(frequency: 0, voicing: 0)

  /// Which peaks of a subharmonic sum count.
  enum Picking {
    /// Those higher than all before; of them the last three.
    case rising
    /// The six highest.
    case highest
  }

  /// The frequencies that a voice can have, in Hz.
  private static let range: ClosedRange<Float> = 52...620

  /// The likeliest of a frame.
  ///
  /// Each peak lies where a parabola through its point and those beside it has its top.
  ///
  /// - Parameter sum: the subharmonic sum on `axis`.
  static func best(
    of sum: UnsafeMutableBufferPointer<Float>, on axis: OctaveSpectrum, picking: Picking
  ) -> PitchCandidate {
    var total: Float = 0
    for value in sum { total += value }
    let mean = total / Float(sum.count)

    var best = PitchCandidate.none
    var bestScore: Float?
    for peak in peaks(of: sum, picking) {
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

  /// The points that count, the favourite first.
  private static func peaks(
    of sum: UnsafeMutableBufferPointer<Float>, _ picking: Picking
  ) -> [Int] {
    var peaks: [Int] = []
    for point in 1..<sum.count - 1
    where sum[point] > sum[point - 1] && sum[point] > sum[point + 1] {
      switch picking {
      case .rising:
        if peaks.last.map({ sum[point] > sum[$0] }) ?? true { peaks.append(point) }
      case .highest:
        peaks.append(point)
      }
    }
    switch picking {
    case .rising: return peaks.suffix(3).reversed()
    case .highest: return Array(peaks.sorted { sum[$0] > sum[$1] }.prefix(6))
    }
  }
}
