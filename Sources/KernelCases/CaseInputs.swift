/// Reproducible input values for cases: the same seed gives the same numbers everywhere.
public struct CaseInputs {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  /// Normally distributed numbers.
  public mutating func normal(_ count: Int, scale: Float = 1) -> [Float] {
    (0..<count).map { _ in
      // The sum of twelve uniforms is close enough to a normal distribution for a test.
      scale * ((0..<12).reduce(Float(-6)) { sum, _ in sum + unit() })
    }
  }

  /// Numbers evenly distributed in `range`.
  public mutating func uniform(_ count: Int, in range: ClosedRange<Float> = 0...1) -> [Float] {
    (0..<count).map { _ in range.lowerBound + (range.upperBound - range.lowerBound) * unit() }
  }

  /// Integers in `range`.
  public mutating func integers(_ count: Int, in range: Range<Int>) -> [Int] {
    (0..<count).map { _ in range.lowerBound + Int(next() % UInt64(range.count)) }
  }

  private mutating func unit() -> Float { Float(next() >> 40) * 0x1p-24 }

  /// SplitMix64 (Steele, Lea and Flood 2014).
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
