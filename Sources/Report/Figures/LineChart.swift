/// Curves over one axis, such as a loss over epochs or a step's time over the batch.
public struct LineChart: Figure {
  /// One curve. Without points it is not drawn, but the others have the colours that they would have
  /// beside it, so that charts of one page agree.
  public struct Series: Sendable {
    public let name: String
    public let points: [(x: Double, y: Double)]

    public init(_ name: String, _ points: [(x: Double, y: Double)]) {
      self.name = name
      self.points = points
    }
  }

  /// How many curves have a colour of their own.
  public static let colorCount = Theme.seriesCount

  public let title: String
  private let series: [Series]
  private let xName, yName: String
  private let x, y: Scale
  private let marksPoints: Bool

  /// - Parameters:
  ///   - xScale: of the horizontal axis.
  ///   - countsX: whether the horizontal axis counts, such as epochs: it is linear, and marked at whole numbers.
  ///   - includesZero: whether a linear vertical axis begins at 0.
  ///   - bounds: beyond which a linear vertical axis does not go, such as 0 and 1 for shares.
  public init(
    _ title: String, _ series: [Series], x xName: String, y yName: String,
    xScale: Scale.Kind = .linear, countsX: Bool = false, yScale: Scale.Kind = .linear,
    includesZero: Bool = false, within bounds: ClosedRange<Double>? = nil
  ) {
    self.title = title
    self.series = series
    self.xName = xName
    self.yName = yName
    let xs = series.flatMap { $0.points.map(\.x) }
    x = countsX ? Scale(counts: xs, marks: 8) : Scale(xs, xScale, marks: 8)
    y = Scale(
      series.flatMap { $0.points.map(\.y) }, yScale, includesZero: includesZero, within: bounds)
    marksPoints = series.allSatisfy { $0.points.count <= 40 }
  }

  public var svg: SVG {
    let legend = Legend(
      series.count > 1 ? series.map { $0.points.isEmpty ? nil : $0.name } : [], width: 500)
    let top = 34 + legend.height
    var svg = SVG(width: 540, height: top + 256, label: title)
    svg.text(title, x: 16, y: 20, .start, "title")
    legend.draw(left: 16, top: 30, into: &svg)
    let plot = Plot(left: 62, top: top + 8, right: 524, bottom: top + 208)
    plot.drawVertical(y, name: yName, into: &svg)
    plot.drawHorizontal(x, name: xName, into: &svg)
    for (index, line) in series.enumerated() {
      let points = line.points.filter { $0.x.isFinite && $0.y.isFinite }
      if points.isEmpty { continue }
      let places = points.map { (x: plot.x(x.place($0.x)), y: plot.y(y.place($0.y))) }
      svg.path(places, Theme.series("l", index))
      guard marksPoints else { continue }
      for (place, point) in zip(places, points) {
        svg.circle(
          x: place.x, y: place.y, radius: 4, Theme.series("p", index),
          hint: "\(line.name): \(Scale.label(point.y)) at \(Scale.label(point.x))")
      }
    }
    return svg
  }
}
