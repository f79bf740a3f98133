/// The mean of a figure over several runs, and how far it strays.
public struct Spread: Sendable, Equatable, Codable {
  public let mean: Double
  /// The sample standard deviation (divided by n - 1); nil for a single run.
  public let deviation: Double?
  public let count: Int

  /// The spread of some values; nil where there are none.
  public init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    deviation = values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : nil
    count = values.count
  }
}
