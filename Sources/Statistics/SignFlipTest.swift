import Foundation
import Random

/// How often chance alone would make a sum of differences as large: where two ways do as well as each
/// other, each pair's difference could as well have been the opposite (Fisher 1935; of clusters, all of
/// a cluster is swapped at once).
public struct SignFlipTest: Sendable, Equatable {
  /// The share of the ways to swap whose sum is as far from zero, on either side.
  public let p: Double
  /// Whether all ways were tried, and not draws of them.
  public let isExact: Bool

  /// Up to so many pairs all 2ⁿ ways are tried.
  static let mostExact = 16

  /// - Parameters:
  ///   - differences: one a pair, 1 or more.
  ///   - draws: how many ways are drawn where there are too many to try all.
  public init(_ differences: [Double], draws: Int = 20_000) {
    isExact = differences.count <= Self.mostExact
    p = isExact ? Self.exact(differences) : Self.drawn(differences, draws)
  }

  /// The least p that so many pairs can have.
  public static func least(pairs: Int) -> Double {
    2 * exp2(-Double(pairs))
  }

  /// Sums that differ by rounding alone are as large as each other.
  private static func threshold(_ differences: [Double]) -> Double {
    let sum = differences.reduce(0, +)
    return abs(sum) - 1e-12 * differences.reduce(0) { $0 + abs($1) }
  }

  private static func exact(_ differences: [Double]) -> Double {
    let threshold = threshold(differences)
    let ways = 1 << differences.count
    // From one way to the next one pair is swapped: a Gray code.
    var signs = Array(repeating: 1.0, count: differences.count)
    var sum = differences.reduce(0, +)
    var asLarge = 0
    for way in 1...ways {
      if abs(sum) >= threshold { asLarge += 1 }
      guard way < ways else { break }
      let pair = way.trailingZeroBitCount
      signs[pair].negate()
      sum += 2 * signs[pair] * differences[pair]
    }
    return Double(asLarge) / Double(ways)
  }

  private static func drawn(_ differences: [Double], _ draws: Int) -> Double {
    let threshold = threshold(differences)
    var generator = SeededGenerator(seed: 0, stream: "swaps")
    var asLarge = 0
    for _ in 0..<draws {
      var (sum, bits) = (0.0, UInt64(0))
      for (index, difference) in differences.enumerated() {
        if index % 64 == 0 { bits = generator.next() }
        sum += bits & 1 == 0 ? difference : -difference
        bits >>= 1
      }
      if abs(sum) >= threshold { asLarge += 1 }
    }
    // The way that was found is one of them (Phipson and Smyth 2010).
    return Double(1 + asLarge) / Double(1 + draws)
  }
}
