/// SplitMix64 (Steele, Lea and Flood 2014): the host's source of draws that a seed repeats.
///
/// Shuffles and bounded draws are made here rather than by the standard library, whose algorithms may
/// change between versions: a seed means the same split everywhere.
public struct SeededGenerator: RandomNumberGenerator, Sendable, Codable, Equatable {
  /// All that the generator remembers; it is saved with a run that can be resumed.
  private var state: UInt64

  /// A generator of its own for each purpose, so that one more draw here moves none there.
  public init(seed: UInt64, stream: String) {
    // FNV-1a of the stream's name, mixed with the seed by one step.
    let name = stream.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
    }
    state = seed
    state = next() ^ name
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// A whole number from 0 up to a bound above 0, each as likely as any other.
  public mutating func index(below bound: Int) -> Int {
    // Lemire 2019: the high half of a product, drawn again in the rare range that would favour some.
    let range = UInt64(bound)
    var product = next().multipliedFullWidth(by: range)
    let threshold = (0 &- range) % range
    while product.low < threshold { product = next().multipliedFullWidth(by: range) }
    return Int(product.high)
  }

  /// A number in 0 ..< 1, a multiple of 2^-53.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A number in a range, each as likely as any other.
  public mutating func uniform(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  /// The elements in a random order (Fisher and Yates).
  public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var elements = elements
    for last in elements.indices.dropFirst().reversed() {
      elements.swapAt(last, index(below: last + 1))
    }
    return elements
  }
}
