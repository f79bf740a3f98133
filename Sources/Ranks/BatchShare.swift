/// The samples of a step's batch that one of several processes computes.
///
/// A mean over the batch is the sum of the processes' means, each times its `weight`; so are gradients of it.
public struct BatchShare: Sendable {
  public let ranks: Ranks
  /// Those of this process; never none.
  public let samples: Range<Int>
  /// How many samples the whole batch has.
  public let whole: Int
  /// What this process's samples are of the whole; 0 where there are fewer samples than processes, and this
  /// one computes a sample of another's to keep step with the others.
  public let weight: Double

  /// - Parameter whole: how many samples the batch has; at least 1.
  public init(of whole: Int, among ranks: Ranks) {
    self.ranks = ranks
    self.whole = whole
    let bounds = (0...1).map { (ranks.rank + $0) * whole / ranks.count }
    weight = Double(bounds[1] - bounds[0]) / Double(max(1, whole))
    // The last samples: where some processes have none, the last process has one.
    let first = bounds[0] < bounds[1] ? bounds[0] : max(0, whole - 1)
    samples = first..<max(bounds[1], first + 1)
  }

  /// A batch that this process computes by itself.
  public static var whole: BatchShare { BatchShare(of: 1, among: .alone) }

  public var isWhole: Bool { ranks.isAlone }
}
