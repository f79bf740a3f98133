import Foundation

/// How often what is said with so much confidence is right: a dot a bin of confidences, as large as the bin has
/// members, beside the diagonal of those that can be taken at their word, and below how many each has.
public struct ReliabilityChart: Figure {
  /// What was said with about the same confidence.
  public struct Bin: Sendable {
    /// Its ends, in per cent.
    public let range: ClosedRange<Double>
    /// The mean of what was said and the share that is right, in per cent.
    public let confidence, accuracy: Double
    public let members: Int

    public init(
      _ range: ClosedRange<Double>, confidence: Double, accuracy: Double, members: Int
    ) {
      (self.range, self.confidence, self.accuracy) = (range, confidence, accuracy)
      self.members = members
    }
  }

  public let title: String
  private let name: String
  private let bins: [Bin]

  /// - Parameters:
  ///   - name: of what says it.
  ///   - bins: those with members, from the least confident on.
  public init(_ title: String, of name: String, bins: [Bin]) {
    (self.title, self.name, self.bins) = (title, name, bins)
  }

  // All in points.
  private static let (left, right, top, side) = (62.0, 402.0, 56.0, 340.0)
  private static let (largest, smallest) = (13.0, 3.0)
  private static let barHeight = 56.0

  public var svg: SVG {
    var svg = SVG(width: 424, height: Self.top + Self.side + 160, label: label)
    let bottom = Self.top + Self.side
    let plot = Plot(left: Self.left, top: Self.top, right: Self.right, bottom: bottom)
    let scale = Scale([0, 100], within: 0...100)
    svg.text(title, x: 16, y: 20, .start, "title")
    svg.text("\(name); the larger a dot, the more predictions", x: 16, y: 40, .start, "name")
    plot.drawVertical(scale, name: "per cent right", into: &svg)
    plot.drawHorizontal(scale, name: "per cent said", into: &svg)
    svg.line(plot.x(0), plot.y(0), plot.x(1), plot.y(1), "mark")
    let places = bins.map {
      (x: plot.x(scale.place($0.confidence)), y: plot.y(scale.place($0.accuracy)))
    }
    svg.path(places, "whisker open")
    let most = bins.map(\.members).max() ?? 0
    for (bin, place) in zip(bins, places) {
      svg.circle(
        x: place.x, y: place.y, radius: Self.radius(of: bin, among: most), "p1",
        hint: Self.words(of: bin))
    }
    drawCounts(below: plot, scale, most: most, into: &svg)
    return svg
  }

  /// Areas are as the counts are, as long as a dot is to be seen.
  private static func radius(of bin: Bin, among most: Int) -> Double {
    max(smallest, largest * (Double(bin.members) / Double(max(1, most))).squareRoot())
  }

  private func drawCounts(
    below plot: Plot, _ scale: Scale, most: Int, into svg: inout SVG
  ) {
    let base = plot.bottom + 60 + Self.barHeight + 14
    for bin in bins {
      let height = Self.barHeight * Double(bin.members) / Double(max(1, most))
      let (start, end) = (
        plot.x(scale.place(bin.range.lowerBound)), plot.x(scale.place(bin.range.upperBound))
      )
      svg.rectangle(
        x: start + 1, y: base - height, width: end - start - 2, height: height, "f1",
        hint: Self.words(of: bin))
      svg.text("\(bin.members)", x: (start + end) / 2, y: base - height - 4, .middle, "tick")
    }
    svg.line(plot.left, base, plot.right, base, "axis")
    svg.text(
      "predictions, by per cent said", x: (plot.left + plot.right) / 2, y: base + 18, .middle,
      "name")
  }

  private static func words(of bin: Bin) -> String {
    String(
      format: "%.0f to %.0f %%: said %.0f %%, right %.0f %% of %d", bin.range.lowerBound,
      bin.range.upperBound, bin.confidence, bin.accuracy, bin.members)
  }

  /// The bins in words.
  private var label: String {
    "\(title), \(name): \(bins.map(Self.words).joined(separator: "; "))"
  }
}
