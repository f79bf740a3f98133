/// A plan among whose like tuning searches the quickest. All that are offered are correct for the work.
public protocol SearchablePlan: Equatable, Codable, Sendable {
  /// What is planned: the shape.
  associatedtype Work: Hashable & Codable & Sendable

  /// The plan by rule.
  init(_ device: DevicePlan, _ work: Work)

  /// Plans that differ in kind: where a search may begin.
  static func starts(_ device: DevicePlan, _ work: Work) -> [Self]

  /// Plans that differ from this one in a number: where a search may go on.
  func neighbours(_ device: DevicePlan, _ work: Work) -> [Self]
}

/// Half and twice a number, as far as they are in `range`.
func halfAndTwice(_ number: Int, in range: ClosedRange<Int>) -> [Int] {
  [number / 2, number * 2].filter { range.contains($0) && $0 != number }
}

extension GroupTile {
  /// The same with more or less in local memory at a time.
  func neighbours(_ device: DevicePlan) -> [GroupTile] {
    halfAndTwice(depth, in: 4...64).map { depth in
      var tile = self
      tile.depth = depth
      return tile
    }.filter { $0.isTaken(by: device) }
  }
}
