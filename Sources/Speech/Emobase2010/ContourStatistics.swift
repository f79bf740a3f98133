/// What the functionals say of one contour.
struct ContourStatistics {
  private let count: Int
  private var maxPosition = 0
  private var minPosition = 0
  private var range: (low: Float, high: Float) = (0, 0)
  private var line = (slope: 0.0, offset: 0.0, absoluteError: 0.0, squaredError: 0.0)
  private var moments = (mean: 0.0, deviation: 0.0, skewness: 0.0, kurtosis: 0.0)
  private var upLevel75 = 0
  private var upLevel90 = 0
  private let sorted: [Float]
  private let positionUnit: Float

  /// - Parameters:
  ///   - contour: a number a frame; of none, everything is 0.
  ///   - isRelative: whether positions are parts of the contour's length, not frames.
  init(_ contour: [Float], isRelative: Bool) {
    count = contour.count
    sorted = contour.sorted()
    positionUnit = isRelative ? 1 / Float(max(1, contour.count)) : 1
    guard let low = sorted.first, let high = sorted.last else { return }
    range = (low, high)
    minPosition = contour.firstIndex(of: low) ?? 0
    maxPosition = contour.firstIndex(of: high) ?? 0
    upLevel75 = contour.count { $0 > low + 0.75 * (high - low) }
    upLevel90 = contour.count { $0 > low + 0.9 * (high - low) }
    moments = Self.moments(of: contour)
    line = Self.line(through: contour, mean: moments.mean)
  }

  private static func moments(
    of contour: [Float]
  ) -> (mean: Double, deviation: Double, skewness: Double, kurtosis: Double) {
    let count = Double(contour.count)
    let mean = contour.reduce(0) { $0 + Double($1) } / count
    var (second, third, fourth) = (0.0, 0.0, 0.0)
    for value in contour {
      let distance = Double(value) - mean
      let square = distance * distance
      second += square
      third += square * distance
      fourth += square * square
    }
    let variance = second / count
    guard variance > 0 else { return (mean, 0, 0, 0) }
    let deviation = variance.squareRoot()
    return (
      mean, deviation, third / count / (variance * deviation),
      fourth / count / (variance * variance)
    )
  }

  /// The least-squares line over the frames' numbers, and the mean errors around it.
  private static func line(
    through contour: [Float], mean: Double
  ) -> (slope: Double, offset: Double, absoluteError: Double, squaredError: Double) {
    let count = Double(contour.count)
    let middle = (count - 1) / 2
    var product = 0.0
    for (index, value) in contour.enumerated() {
      product += (Double(index) - middle) * Double(value)
    }
    let slope = contour.count > 1 ? product / (count * (count * count - 1) / 12) : 0
    let offset = mean - slope * middle
    var (absolute, squared) = (0.0, 0.0)
    for (index, value) in contour.enumerated() {
      let error = Double(value) - (slope * Double(index) + offset)
      absolute += abs(error)
      squared += error * error
    }
    return (slope, offset, absolute / count, squared / count)
  }

  /// The value below which a part of the numbers lies, between two of them by a straight line.
  private func percentile(_ part: Double) -> Float {
    guard !sorted.isEmpty else { return 0 }
    let place = part * Double(count - 1)
    let below = Int(place)
    let share = Float(place - Double(below))
    return sorted[below] * (1 - share) + sorted[min(below + 1, count - 1)] * share
  }

  subscript(functional: Functional) -> Float {
    switch functional {
    case .maxPos: Float(maxPosition) * positionUnit
    case .minPos: Float(minPosition) * positionUnit
    case .amean: Float(moments.mean)
    case .linregc1: Float(line.slope)
    case .linregc2: Float(line.offset)
    case .linregerrA: Float(line.absoluteError)
    case .linregerrQ: Float(line.squaredError)
    case .stddev: Float(moments.deviation)
    case .skewness: Float(moments.skewness)
    case .kurtosis: Float(moments.kurtosis)
    case .quartile1: percentile(0.25)
    case .quartile2: percentile(0.5)
    case .quartile3: percentile(0.75)
    case .iqr12: percentile(0.5) - percentile(0.25)
    case .iqr23: percentile(0.75) - percentile(0.5)
    case .iqr13: percentile(0.75) - percentile(0.25)
    case .percentile1: percentile(0.01)
    case .percentile99: percentile(0.99)
    case .pctlrange: abs(percentile(0.99) - percentile(0.01))
    case .upleveltime75: Float(upLevel75) / Float(max(1, count))
    case .upleveltime90: Float(upLevel90) / Float(max(1, count))
    }
  }
}
