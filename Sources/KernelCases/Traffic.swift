public import Kernels

/// Floats that an operation goes through in memory, by the way it does.
public struct Traffic: ExpressibleByDictionaryLiteral, Sendable {
  public let floats: [MemoryPattern: Int]

  public init(dictionaryLiteral elements: (MemoryPattern, Int)...) {
    floats = Dictionary(elements, uniquingKeysWith: +)
  }

  /// So many bytes, read here and written there.
  public init(bytes: Double) { floats = [.copy: Int(bytes) / MemoryPattern.copy.bytes] }

  /// Read and written.
  public var bytes: Double { floats.reduce(0) { $0 + Double($1.key.bytes * $1.value) } }

  /// Seconds that it takes at least, where each pattern has so many bytes a second.
  public func seconds(at rates: [MemoryPattern: Double]) -> Double {
    floats.reduce(0) { $0 + Double($1.key.bytes * $1.value) / (rates[$1.key] ?? .infinity) }
  }
}
