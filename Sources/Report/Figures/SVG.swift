import Foundation

/// A drawing in scalable vector graphics, put together element by element; coordinates are points from
/// the upper left. What things look like is said by the classes of `Theme`.
public struct SVG: Sendable {
  public let width, height: Double
  /// What a screen reader says instead.
  public let label: String
  private var body: [String] = []

  public init(width: Double, height: Double, label: String) {
    self.width = width
    self.height = height
    self.label = label
  }

  public enum Anchor: String, Sendable {
    case start, middle, end
  }

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ name: String
  ) {
    body.append(
      "<line x1=\"\(n(x1))\" y1=\"\(n(y1))\" x2=\"\(n(x2))\" y2=\"\(n(y2))\" class=\"\(name)\"/>")
  }

  /// - Parameter hint: what is shown while a pointer rests on it.
  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, _ name: String, opacity: Double = 1,
    hint: String? = nil
  ) {
    let opacity = opacity < 1 ? " fill-opacity=\"\(String(format: "%.3f", opacity))\"" : ""
    element(
      "rect",
      "x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(width))\" height=\"\(n(height))\" "
        + "class=\"\(name)\"\(opacity)", hint)
  }

  mutating func circle(
    x: Double, y: Double, radius: Double, _ name: String, hint: String? = nil
  ) {
    element("circle", "cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"\(n(radius))\" class=\"\(name)\"", hint)
  }

  /// - Parameter closed: whether the last point is joined to the first.
  mutating func path(_ points: [(x: Double, y: Double)], closed: Bool = false, _ name: String) {
    let steps = points.enumerated().map { index, point in
      "\(index == 0 ? "M" : "L")\(n(point.x)) \(n(point.y))"
    }
    body.append("<path d=\"\(steps.joined())\(closed ? "Z" : "")\" class=\"\(name)\"/>")
  }

  mutating func text(
    _ string: String, x: Double, y: Double, _ anchor: Anchor = .start, _ name: String = "",
    turned: Bool = false
  ) {
    let turn = turned ? " transform=\"rotate(-90 \(n(x)) \(n(y)))\"" : ""
    body.append(
      "<text x=\"\(n(x))\" y=\"\(n(y))\" text-anchor=\"\(anchor.rawValue)\" "
        + "class=\"\(name)\"\(turn)>\(escaped(string))</text>")
  }

  /// A picture whose points stay what they are, however large it is drawn.
  mutating func image(_ png: Data, x: Double, y: Double, width: Double, height: Double) {
    body.append(
      "<image x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(width))\" height=\"\(n(height))\" "
        + "style=\"image-rendering:pixelated\" "
        + "href=\"data:image/png;base64,\(png.base64EncodedString())\"/>")
  }

  private mutating func element(_ kind: String, _ attributes: String, _ hint: String?) {
    body.append(
      hint.map { "<\(kind) \(attributes)><title>\(escaped($0))</title></\(kind)>" }
        ?? "<\(kind) \(attributes)/>")
  }

  /// The drawing as an element of a page, which holds the theme.
  public var element: String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(n(width)) \(n(height))\" role=\"img\" "
      + "aria-label=\"\(escaped(label))\">\n" + body.joined(separator: "\n") + "\n</svg>"
  }

  /// The drawing as a file of its own.
  public var document: String {
    let opening = element.prefix { $0 != ">" }
    return "\(opening) width=\"\(n(width))\" height=\"\(n(height))\">\n"
      + "<style>\(Theme.standalone)</style>\n"
      + "<rect width=\"100%\" height=\"100%\" class=\"paper\"/>"
      + element.dropFirst(opening.count + 1) + "\n"
  }

  private func n(_ value: Double) -> String {
    let text = String(format: "%.1f", value)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

/// Text as it stands in HTML and SVG.
func escaped(_ text: String) -> String {
  // By scalars: a mark on a bracket makes it another character, and the bracket is there still.
  text.unicodeScalars.reduce(into: "") { escaped, scalar in
    switch scalar {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    case "\"": escaped += "&quot;"
    default: escaped.unicodeScalars.append(scalar)
    }
  }
}
