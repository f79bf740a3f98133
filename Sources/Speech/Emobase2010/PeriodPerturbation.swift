/// Jitter and shimmer: how much the length and the height of neighbouring periods differ.
struct PeriodPerturbation {
  /// The perturbation in one frame; 0 where there is no voice.
  struct Frame {
    /// The mean difference of neighbouring periods, as a part of the mean period.
    var jitterLocal: Float = 0
    /// The mean difference of neighbouring differences of periods, as a part of the mean period.
    var jitterDDP: Float = 0
    /// The mean difference of neighbouring periods' heights, as a part of the mean height.
    var shimmerLocal: Float = 0
  }

  /// What the periods of one frame add up to.
  private struct Sums {
    var periods = 0, period = 0.0
    var differences = 0, difference = 0.0
    var secondDifferences = 0, secondDifference = 0.0
    var height = 0.0, heightDifference = 0.0
  }

  private let sampleRate: Double
  private let framing: Framing
  /// Samples from one frame to the next: a part of one counts whole.
  private let step: Int
  private let usesConstantThreshold: Bool
  private let searchRange: Double
  private var correlation = PeriodCorrelation()

  /// Where the last frame's periods ended.
  private var position = 0
  /// Samples before this frame that no period covers yet.
  private var missed = 0
  private var lastPeriod = 0.0
  private var lastDifference = 0.0
  private var last = Frame()

  init(_ settings: Emobase2010.Settings, sampleRate: Int) {
    self.sampleRate = Double(sampleRate)
    framing = Framing(seconds: 0.060, sampleRate: sampleRate)
    step = Int((Framing.hopSeconds * Double(sampleRate)).rounded(.up))
    usesConstantThreshold = settings.fixesJitter
    searchRange = settings.variant == .paraling ? 0.20 : 0.25
  }

  /// - Parameter pitch: a frequency a frame from the second frame on; 0 where there is no voice.
  mutating func callAsFunction(_ wave: [Float], pitch: [Float]) -> [Frame] {
    wave.withUnsafeBufferPointer { wave in
      pitch.enumerated().map { row, frequency in
        frame(of: wave, start: (row + 1) * framing.hop, frequency: frequency)
      }
    }
  }

  private mutating func frame(
    of wave: UnsafeBufferPointer<Float>, start: Int, frequency: Float
  ) -> Frame {
    let wanted = step + missed
    let followsOn = start - missed == position
    if !followsOn { position = start }
    guard frequency > 0 else {
      position += wanted
      missed = 0
      lastPeriod = 0
      lastDifference = 0
      last = Frame()
      return last
    }

    let period = sampleRate / Double(frequency)
    let shortest = Int(((1 - searchRange) * period).rounded(.down))
    let longest = Int(((1 + searchRange) * period).rounded(.up))
    let length = min(
      max(wanted, 2 * longest + 2), followsOn ? missed + framing.length : framing.length)
    var sums = Sums()
    let end = walk(
      UnsafeBufferPointer(rebasing: wave[position..<position + length]),
      searching: shortest...longest, step: Int(period.rounded()), into: &sums)
    // Where the periods reach beyond the frame, openSMILE reads it again from the same place.
    let advance = end < wanted - 1 ? end : 0
    missed = wanted - advance
    position += advance
    return result(of: sums)
  }

  /// Goes from period to period; returns where the last ends.
  private mutating func walk(
    _ wave: UnsafeBufferPointer<Float>, searching search: ClosedRange<Int>, step: Int,
    into sums: inout Sums
  ) -> Int {
    var start = 0
    var leastLike: Float = .infinity
    while start < wave.count - 2 * search.upperBound - 1 {
      let rest = wave[start...]
      guard let peak = correlation.peak(in: rest, periods: search) else {
        start += step
        continue
      }
      leastLike = min(leastLike, Float(peak.value))
      // The frame's first period is as like as the least, but for the rounding.
      if peak.value > Double(usesConstantThreshold ? 0.5 : leastLike) {
        add(
          period: peak.exactPeriod / sampleRate,
          heights: Self.heights(UnsafeBufferPointer(rebasing: rest), period: peak.period),
          to: &sums)
      }
      start += peak.period
    }
    return start
  }

  private mutating func add(period: Double, heights: (Double, Double), to sums: inout Sums) {
    sums.periods += 1
    sums.period += period
    if lastPeriod > 0 {
      let difference = abs(lastPeriod - period)
      sums.differences += 1
      sums.difference += difference
      if lastDifference > 0 {
        sums.secondDifferences += 1
        sums.secondDifference += abs(lastDifference - difference)
      }
      lastDifference = difference
    }
    lastPeriod = period
    sums.height += (heights.0 + heights.1) / 2
    sums.heightDifference += abs(heights.0 - heights.1)
  }

  /// From the lowest to the highest sample inside each of the first two periods.
  private static func heights(
    _ wave: UnsafeBufferPointer<Float>, period: Int
  ) -> (Double, Double) {
    func height(from start: Int) -> Double {
      let inside = wave[start + 1..<start + max(2, period - 1)]
      guard let low = inside.min(), let high = inside.max() else { return 0 }
      return Double(high) - Double(low)
    }
    return (height(from: 0), height(from: period))
  }

  /// The quotients; where a voiced frame has no period, those of the frame before.
  private mutating func result(of sums: Sums) -> Frame {
    var frame = Frame()
    let mean = sums.period / Double(max(1, sums.periods))
    if sums.periods > 0, sums.differences > 0 {
      last.jitterLocal = Float(sums.difference / Double(sums.differences) / mean)
    }
    if sums.periods == 0 || sums.differences > 0 { frame.jitterLocal = min(1, last.jitterLocal) }
    if sums.periods > 0, sums.secondDifferences > 0 {
      last.jitterDDP = Float(sums.secondDifference / Double(sums.secondDifferences) / mean)
    }
    if sums.periods == 0 || sums.secondDifferences > 0 { frame.jitterDDP = min(1, last.jitterDDP) }
    if sums.periods > 0 {
      last.shimmerLocal = sums.height > 0 ? Float(sums.heightDifference / sums.height) : 0
    }
    frame.shimmerLocal = min(1, last.shimmerLocal)
    return frame
  }
}
