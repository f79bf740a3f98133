/// The lengths of a tensor's axes, outermost first; a scalar has none.
public struct Shape: Hashable, Sendable, ExpressibleByArrayLiteral, CustomStringConvertible {
  public let axes: [Int]

  public init(_ axes: [Int]) { self.axes = axes }
  public init(arrayLiteral axes: Int...) { self.axes = axes }

  public static let scalar = Shape([])

  /// The number of elements. A number that no memory holds stands for all beyond it, so that such a
  /// shape finds no memory.
  public var count: Int {
    if axes.contains(0) { return 0 }
    return axes.reduce(1) { count, axis in
      let (product, overflow) = count.multipliedReportingOverflow(by: axis)
      return overflow ? Self.most : min(product, Self.most)
    }
  }

  private static let most = 1 << 56

  /// The number of axes.
  public var rank: Int { axes.count }

  public subscript(axis: Int) -> Int { axes[axis] }

  /// "2×17×13", or "scalar".
  public var description: String {
    axes.isEmpty ? "scalar" : axes.map(String.init).joined(separator: "×")
  }
}
