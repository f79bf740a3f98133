/// The triplet loss with l1 distance: max(|a - p|₁ - |a - n|₁ + margin, 0), the mean over rows. The
/// slope of the absolute value at 0 is 0, and so is the hinge's.
public enum TripletLossReference {
  /// - Parameters:
  ///   - anchor: (rows, columns), as are `positive` and `negative`.
  public static func forward(
    anchor: [Double], positive: [Double], negative: [Double], margin: Double, columns: Int
  ) -> Double {
    let hinges = excess(anchor, positive, negative, margin, columns).map { max($0, 0) }
    return hinges.reduce(0, +) / Double(hinges.count)
  }

  /// The share of rows that the loss moves.
  public static func active(
    anchor: [Double], positive: [Double], negative: [Double], margin: Double, columns: Int
  ) -> Double {
    let rows = excess(anchor, positive, negative, margin, columns)
    return Double(rows.count { $0 > 0 }) / Double(rows.count)
  }

  public static func gradient(
    gradY: Double = 1, anchor: [Double], positive: [Double], negative: [Double], margin: Double,
    columns: Int
  ) -> (anchor: [Double], positive: [Double], negative: [Double]) {
    let rows = excess(anchor, positive, negative, margin, columns)
    var result = (anchor: anchor, positive: positive, negative: negative)
    for i in anchor.indices {
      let weight = rows[i / columns] > 0 ? gradY / Double(rows.count) : 0
      let toPositive = weight * sign(anchor[i] - positive[i])
      let toNegative = weight * sign(anchor[i] - negative[i])
      result.anchor[i] = toPositive - toNegative
      result.positive[i] = -toPositive
      result.negative[i] = toNegative
    }
    return result
  }

  private static func excess(
    _ anchor: [Double], _ positive: [Double], _ negative: [Double], _ margin: Double,
    _ columns: Int
  ) -> [Double] {
    stride(from: 0, to: anchor.count, by: columns).map { row in
      (row..<row + columns).reduce(margin) {
        $0 + abs(anchor[$1] - positive[$1]) - abs(anchor[$1] - negative[$1])
      }
    }
  }

  private static func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : 0 }
}
