/// How like a period of a wave is to the next, for each length that the period may have.
struct PeriodCorrelation {
  /// The likeliest period.
  struct Peak {
    /// In whole samples.
    let period: Int
    /// In samples, where a parabola through the correlations around has its top.
    let exactPeriod: Double
    /// The correlation there.
    let value: Double
  }

  private var samples: [Double] = []
  /// The sums of the samples, and of their squares, before each.
  private var sums: [SIMD2<Double>] = []
  private var correlations: [Double] = []

  /// The highest peak; nil where there is none.
  ///
  /// - Parameters:
  ///   - wave: from the start of the first period.
  ///   - periods: the lengths that are tried, in samples; `wave` holds twice the longest.
  mutating func peak(in wave: Slice<UnsafeBufferPointer<Float>>, periods: ClosedRange<Int>) -> Peak?
  {
    samples.removeAll(keepingCapacity: true)
    sums.removeAll(keepingCapacity: true)
    var sum = SIMD2<Double>()
    for sample in wave.prefix(2 * periods.upperBound) {
      let sample = Double(sample)
      samples.append(sample)
      sums.append(sum)
      sum += SIMD2(sample, sample * sample)
    }
    sums.append(sum)
    correlations.removeAll(keepingCapacity: true)
    for period in periods { correlations.append(correlation(of: period)) }
    var best: Int?
    // openSMILE leaves out the last inner point.
    for index in stride(from: 1, to: correlations.count - 2, by: 1)
    where correlations[index] > correlations[index - 1]
      && correlations[index] > correlations[index + 1]
      && correlations[index] > best.map({ correlations[$0] }) ?? -.infinity
    {
      best = index
    }
    guard let best else { return nil }
    let (left, top, right) = (
      correlations[best - 1], correlations[best], correlations[best + 1]
    )
    let shift = 0.5 * (left - right) / (left - 2 * top + right)
    return Peak(
      period: periods.lowerBound + best,
      exactPeriod: Double(periods.lowerBound + best) + shift,
      value: top - 0.25 * (left - right) * shift)
  }

  /// Pearson's correlation of the first two periods.
  private func correlation(of period: Int) -> Double {
    let count = Double(period)
    let first = sums[period]
    let second = sums[2 * period] - first
    let product = samples.withUnsafeBytes { Self.product($0, period) } - first.x * second.x / count
    let squares = (first.y - first.x * first.x / count) * (second.y - second.x * second.x / count)
    return squares > 0 ? product / squares.squareRoot() : 0
  }

  /// The sum of the products of each sample with that a period later.
  private static func product(_ samples: UnsafeRawBufferPointer, _ period: Int) -> Double {
    typealias Lanes = SIMD8<Double>
    let width = MemoryLayout<Double>.size
    var lanes = Lanes()
    let whole = period / Lanes.scalarCount * Lanes.scalarCount
    for index in stride(from: 0, to: whole, by: Lanes.scalarCount) {
      lanes +=
        samples.loadUnaligned(fromByteOffset: index * width, as: Lanes.self)
        * samples.loadUnaligned(fromByteOffset: (index + period) * width, as: Lanes.self)
    }
    var sum = lanes.sum()
    for index in whole..<period {
      sum +=
        samples.load(fromByteOffset: index * width, as: Double.self)
        * samples.load(fromByteOffset: (index + period) * width, as: Double.self)
    }
    return sum
  }
}
