import Testing

/// Reproducible numbers in [-1, 1) (SplitMix64).
struct Numbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    return Double(z >> 11) / Double(1 << 52) - 1
  }

  mutating func array(_ count: Int, scale: Double = 1) -> [Double] {
    (0..<count).map { _ in scale * next() }
  }
}

/// The slopes of a function by central differences.
func differences(at x: [Double], step: Double = 1e-5, of f: ([Double]) -> Double) -> [Double] {
  x.indices.map { i in
    var moved = x
    moved[i] = x[i] + step
    let up = f(moved)
    moved[i] = x[i] - step
    return (up - f(moved)) / (2 * step)
  }
}

func dot(_ a: [Double], _ b: [Double]) -> Double {
  zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
}

func expectEqual(
  _ a: [Double], _ b: [Double], within tolerance: Double = 1e-7,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(a.count == b.count, sourceLocation: sourceLocation)
  let worst = zip(a, b).map { abs($0 - $1) }.max() ?? 0
  // A NaN compares false, and so fails.
  #expect(worst <= tolerance, sourceLocation: sourceLocation)
  #expect(a.allSatisfy { $0.isFinite }, sourceLocation: sourceLocation)
}
