/// The parts of an experiment that are still to be computed, where one process computes them.
public struct PartsLeft: Sendable, Equatable {
  /// How many the experiment has, with those that are kept.
  public let total: Int
  /// The rows of those that are left, as positions in their folds; the part that comes next stands first.
  public let rows: [Int]
  /// Whether an earlier process began the part that comes next.
  public let isFirstBegun: Bool

  public init(total: Int, rows: [Int], isFirstBegun: Bool = false) {
    self.total = total
    self.rows = rows
    self.isFirstBegun = isFirstBegun
  }
}
