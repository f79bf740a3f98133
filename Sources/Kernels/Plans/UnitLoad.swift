/// How well work-groups fill a GPU's units. The numbers are those of an H100
/// (`Benchmarks/results/2026-11-26-h100.md`).
public struct UnitLoad: Sendable {
  /// Groups that the busiest unit does one after the other.
  public let rounds: Double
  /// Work-items that a unit has at a time on average.
  let items: Double

  public init(groups: Double, ofItems items: Int, on units: Int) {
    let units = Double(units)
    rounds = (groups / units).rounded(.up)
    // A unit has no more of them at a time, however many there are.
    self.items = min(1024, groups / units * Double(items))
  }

  /// How much longer sums take since the next is seldom ready: the fewer work-items a unit has, the more.
  public var waiting: Double { 1 + 50 / items }

  /// The share of the memory's traffic that so many ask for.
  public var reading: Double { min(1, items / 512) }
}
