/// A border around the height and width of channels-last activations.
public enum PadReference {
  /// The rows and columns that are added at each side.
  public struct Border: Sendable, Equatable {
    public var top: Int
    public var bottom: Int
    public var left: Int
    public var right: Int

    public init(top: Int, bottom: Int, left: Int, right: Int) {
      self.top = top
      self.bottom = bottom
      self.left = left
      self.right = right
    }
  }

  /// Zeros, or the plane mirrored at its edge without repeating the edge (PyTorch's `reflect`).
  public enum Mode: Sendable { case zero, reflect }

  public static func forward(x: [Double], size: Images, border: Border, mode: Mode) -> [Double] {
    places(size, border, mode).map { $0.map { x[$0] } ?? 0 }
  }

  public static func gradient(
    gradY: [Double], size: Images, border: Border, mode: Mode
  ) -> [Double] {
    var gradX = [Double](repeating: 0, count: size.count)
    for (gradient, place) in zip(gradY, places(size, border, mode)) {
      if let place { gradX[place] += gradient }
    }
    return gradX
  }

  /// The offset in x that each element of the result takes, nil where it is zero.
  private static func places(_ size: Images, _ border: Border, _ mode: Mode) -> [Int?] {
    var result: [Int?] = []
    for n in 0..<size.batch {
      for h in -border.top..<size.height + border.bottom {
        for w in -border.left..<size.width + border.right {
          let row = source(h, size.height, mode)
          let column = source(w, size.width, mode)
          for c in 0..<size.channels {
            if let row, let column {
              result.append(size.offset(n, row, column, c))
            } else {
              result.append(nil)
            }
          }
        }
      }
    }
    return result
  }

  private static func source(_ i: Int, _ length: Int, _ mode: Mode) -> Int? {
    if (0..<length).contains(i) { return i }
    switch mode {
    case .zero: return nil
    case .reflect: return i < 0 ? -i : 2 * (length - 1) - i
    }
  }
}
