import Foundation

/// How an axis maps values to places.
public struct Scale: Sendable, Equatable {
  public enum Kind: Sendable {
    case linear
    /// Equal factors are equally far; values are above 0.
    case logarithmic
  }

  let kind: Kind
  let range: ClosedRange<Double>
  /// The values that are marked.
  let ticks: [Double]

  /// A scale that holds all values and begins and ends at round ones.
  ///
  /// - Parameters:
  ///   - includesZero: whether 0 is on a linear scale.
  ///   - bounds: of what values can be, such as 0 and 1 of shares: a linear scale goes no further.
  init(
    _ values: [Double], _ kind: Kind = .linear, includesZero: Bool = false, marks: Int = 5,
    within bounds: ClosedRange<Double>? = nil
  ) {
    // At the ends of what numbers can be, differences of theirs are none.
    let finite = values.filter { abs($0) < 1e300 && (kind == .linear || $0 > 1e-300) }
    var low = finite.min() ?? 0
    var high = finite.max() ?? 1
    self.kind = kind
    switch kind {
    case .linear:
      if includesZero { (low, high) = (min(low, 0), max(high, 0)) }
      // Numbers that are the same but for rounding leave no room for marks between them.
      if high - low <= 1e-9 * max(abs(low), abs(high)) {
        (low, high) = low == 0 ? (0, 1) : (low - abs(low) / 2, high + abs(high) / 2)
      }
      // Values that differ in their last digits, or hardly from 0, have no round ones between them.
      let least = max(max(abs(low), abs(high)) * 1e-12, 1e-300)
      if high - low < least { (low, high) = (low - least, high + least) }
      if let bounds {
        (low, high) = (max(low, bounds.lowerBound), min(high, bounds.upperBound))
        if low >= high { (low, high) = (bounds.lowerBound, bounds.upperBound) }
      }
      let step = Self.roundStep((high - low) / Double(marks))
      let (first, last) = ((low / step).rounded(.down), (high / step).rounded(.up))
      let round = (0...Int(last - first)).map { (first + Double($0)) * step }
      ticks =
        bounds.map { bounds in round.filter(bounds.widened(by: step * 1e-6).contains) } ?? round
    case .logarithmic:
      (low, high) = finite.isEmpty ? (1, 10) : (low, high)
      let base = high / low < 200 ? 2.0 : 10
      let first = (log(low) / log(base) + 1e-9).rounded(.down)
      let last = max(first + 1, (log(high) / log(base) - 1e-9).rounded(.up))
      ticks = (0...Int(last - first)).map { pow(base, first + Double($0)) }
    }
    range = (ticks.first ?? 0)...(ticks.last ?? 1)
  }

  /// A scale of counts, such as epochs, which is marked at whole numbers alone.
  init(counts: [Double], marks: Int) {
    let finite = counts.filter { abs($0) < 1e15 }.map { $0.rounded() }
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    kind = .linear
    let step = max(1, Self.roundStep((high - low) / Double(marks)))
    let first = (low / step).rounded(.down)
    ticks = (0...Int((high / step).rounded(.up) - first)).map { (first + Double($0)) * step }
    // One alone stands in the middle.
    range = ticks.count == 1 ? low - 0.5...low + 0.5 : ticks[0]...ticks[ticks.count - 1]
  }

  /// Where a value lies, 0 at the start of the axis and 1 at its end.
  func place(_ value: Double) -> Double {
    switch kind {
    case .linear: (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    case .logarithmic:
      log(max(value, .leastNormalMagnitude) / range.lowerBound)
        / log(range.upperBound / range.lowerBound)
    }
  }

  /// The least of 1, 2 and 5 times a power of ten that is at least `step`.
  private static func roundStep(_ step: Double) -> Double {
    let power = pow(10, log10(step).rounded(.down))
    return [1, 2, 5, 10].map { $0 * power }.first { $0 >= step * (1 - 1e-9) } ?? 10 * power
  }

  /// A value as a mark says it.
  static func label(_ value: Double) -> String {
    switch abs(value) {
    case 0: "0"
    case 1e6...: String(format: "%g", value)
    case 1e4...: String(format: "%.0f k", value / 1000)
    case ..<1e-3: String(format: "%.0e", value)
    default: String(format: "%g", (value * 1e6).rounded() / 1e6)
    }
  }
}

extension ClosedRange<Double> {
  fileprivate func widened(by margin: Double) -> ClosedRange {
    lowerBound - margin...upperBound + margin
  }
}
