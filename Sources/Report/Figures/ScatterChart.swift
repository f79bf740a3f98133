/// Points in a plane by group, such as a t-SNE map; the axes have no unit.
public struct ScatterChart: Figure {
  /// A point.
  public struct Point: Sendable {
    public let x, y: Double
    /// Its position in the list of groups.
    public let group: Int
    /// Drawn small and paler, as an augmented copy among originals.
    public let isMinor: Bool

    public init(x: Double, y: Double, group: Int, isMinor: Bool = false) {
      self.x = x
      self.y = y
      self.group = group
      self.isMinor = isMinor
    }
  }

  public let title: String
  private let groups: [String]
  private let points: [Point]

  public init(_ title: String, groups: [String], points: [Point]) {
    self.title = title
    self.groups = groups
    self.points = points
  }

  public var svg: SVG {
    let legend = Legend(groups, width: 440)
    let top = 34 + legend.height
    var svg = SVG(width: 480, height: top + 464, label: title)
    svg.text(title, x: 16, y: 20, .start, "title")
    legend.draw(left: 16, top: 30, into: &svg)
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    let span = max(
      (xs.max() ?? 1) - (xs.min() ?? 0), (ys.max() ?? 1) - (ys.min() ?? 0), .leastNormalMagnitude)
    let (middleX, middleY) = (
      ((xs.max() ?? 1) + (xs.min() ?? 0)) / 2, ((ys.max() ?? 1) + (ys.min() ?? 0)) / 2
    )
    svg.rectangle(x: 16, y: top + 8, width: 448, height: 448, "frame")
    for point in points.sorted(by: { $0.isMinor && !$1.isMinor }) {
      svg.circle(
        x: 240 + (point.x - middleX) / span * 424, y: top + 232 - (point.y - middleY) / span * 424,
        radius: point.isMinor ? 3 : 5, Theme.series("p", point.group),
        hint: groups[point.group] + (point.isMinor ? ", augmented" : ""))
    }
    return svg
  }
}
