import Foundation

/// Values with intervals in small multiples: a panel for each kind of value, such as recall by class, and in
/// each a row for each of what is compared. All panels have one axis, and rows are told apart by their names
/// alone, so that none needs a colour.
public struct DotChart: Figure {
  /// One value.
  public struct Dot: Sendable {
    public let value: Double
    /// What is drawn as a whisker; nil without one.
    public let interval: ClosedRange<Double>?

    public init(_ value: Double, interval: ClosedRange<Double>? = nil) {
      self.value = value
      self.interval = interval
    }

    /// A value with as much to either side of it.
    public init(_ value: Double, deviation: Double?) {
      self.init(value, interval: deviation.map { value - $0...value + $0 })
    }
  }

  /// The values of one kind.
  public struct Panel: Sendable {
    public let name: String
    /// One a row; nil leaves it empty.
    public let dots: [Dot?]
    /// Where a dashed line stands, such as at chance; nil without one.
    public let mark: Double?

    public init(_ name: String, _ dots: [Dot?], mark: Double? = nil) {
      self.name = name
      self.dots = dots
      self.mark = mark
    }
  }

  public let title: String
  private let rows: [String]
  private let panels: [Panel]
  private let note: String
  private let x: Scale

  /// - Parameters:
  ///   - panels: each with a dot a row.
  ///   - note: what axis and whiskers are, in a line below.
  ///   - bounds: beyond which the axis does not go, such as 0 and 100 for shares; a whisker that reaches
  ///     further ends there in an arrow. Without it the axis holds everything.
  ///   - fillsBounds: whether the axis goes from one end of the bounds to the other whatever the values.
  public init(
    _ title: String, rows: [String], panels: [Panel], note: String,
    within bounds: ClosedRange<Double>? = nil, fillsBounds: Bool = true
  ) {
    precondition(panels.allSatisfy { $0.dots.count == rows.count })
    self.title = title
    self.rows = rows
    self.panels = panels
    self.note = note
    let dots = panels.flatMap(\.dots).compactMap(\.self)
    let ends = fillsBounds ? bounds.map { [$0.lowerBound, $0.upperBound] } : nil
    x = Scale(
      ends
        ?? dots.flatMap { [$0.value, $0.interval?.lowerBound, $0.interval?.upperBound] }
        .compactMap(\.self) + panels.compactMap(\.mark), marks: panels.count > 1 ? 2 : 5,
      within: bounds)
  }

  // All in points; a letter is some 6.6 wide.
  private static let letter = 6.6
  private static let width = 720.0
  private static let rowHeight = 20.0
  private static let leastPanel = 116.0
  private static let gap = 14.0
  /// For the figure at the end of a row, "100.0" at most, clear of a dot at the end of the axis.
  private static let figureWidth = 46.0
  private static let longestName = 32

  public var svg: SVG {
    let longest = min(rows.map(\.count).max() ?? 0, Self.longestName)
    let left = 24 + Self.letter * Double(longest)
    let longestTitle = panels.map(\.name.count).max() ?? 0
    let needed = max(Self.leastPanel, 7.2 * Double(min(longestTitle, Self.longestName)))
    let perLine = max(1, min(panels.count, Int((Self.width - left) / (needed + Self.gap))))
    let panelWidth = min(440, (Self.width - left) / Double(perLine) - Self.gap)
    let lines = stride(from: 0, to: panels.count, by: perLine).map {
      panels[$0..<min($0 + perLine, panels.count)]
    }
    let lineHeight = 30 + Self.rowHeight * Double(rows.count) + 30
    let notes = note.wrapped(columns: Int((Self.width - 32) / Self.letter))
    var svg = SVG(
      width: Self.width,
      height: 34 + lineHeight * Double(lines.count) + 18 * Double(notes.count) + 8, label: title)
    svg.text(title, x: 16, y: 20, .start, "title")
    for (number, line) in lines.enumerated() {
      let top = 34 + lineHeight * Double(number)
      for (row, name) in rows.enumerated() {
        svg.text(
          name.shortened(to: Self.longestName), x: left - 10,
          y: top + 30 + (Double(row) + 0.5) * Self.rowHeight + 4, .end)
      }
      for (place, panel) in line.enumerated() {
        let start = left + Double(place) * (panelWidth + Self.gap)
        draw(
          panel,
          in: Plot(
            left: start, top: top + 30, right: start + panelWidth - Self.figureWidth,
            bottom: top + 30 + Self.rowHeight * Double(rows.count)), into: &svg)
      }
    }
    for (number, line) in notes.enumerated() {
      svg.text(
        line, x: 16, y: 34 + lineHeight * Double(lines.count) + 18 * Double(number) + 12, .start,
        "name")
    }
    return svg
  }

  private func draw(_ panel: Panel, in plot: Plot, into svg: inout SVG) {
    svg.text(
      panel.name.shortened(to: Self.longestName), x: plot.left, y: plot.top - 8, .start, "title")
    for tick in x.ticks {
      let place = plot.x(x.place(tick))
      svg.line(place, plot.top, place, plot.bottom, "grid")
      svg.text(Scale.label(tick), x: place, y: plot.bottom + 15, .middle, "tick")
    }
    if let mark = panel.mark {
      let place = plot.x(x.place(mark))
      svg.line(place, plot.top, place, plot.bottom, "mark")
    }
    for (row, dot) in panel.dots.enumerated() {
      let y = plot.top + (Double(row) + 0.5) * Self.rowHeight
      svg.line(plot.left, y, plot.right, y, "grid")
      guard let dot, dot.value.isFinite else { continue }
      if let interval = dot.interval { draw(interval, at: y, in: plot, into: &svg) }
      svg.circle(
        x: plot.x(x.place(dot.value)), y: y, radius: 4, "p1",
        hint: "\(panel.name), \(rows[row]): \(Self.text(dot))")
      svg.text(
        String(format: "%.1f", dot.value), x: plot.right + Self.figureWidth - 2, y: y + 4, .end,
        "figure")
    }
  }

  private func draw(
    _ interval: ClosedRange<Double>, at y: Double, in plot: Plot, into svg: inout SVG
  ) {
    let held = interval.clamped(to: x.range)
    let (start, end) = (plot.x(x.place(held.lowerBound)), plot.x(x.place(held.upperBound)))
    svg.line(start, y, end, y, "whisker")
    if interval.lowerBound < held.lowerBound {
      svg.path([(start + 4, y - 3.5), (start, y), (start + 4, y + 3.5)], "whisker open")
    }
    if interval.upperBound > held.upperBound {
      svg.path([(end - 4, y - 3.5), (end, y), (end - 4, y + 3.5)], "whisker open")
    }
  }

  private static func text(_ dot: Dot) -> String {
    let value = String(format: "%.1f", dot.value)
    return dot.interval.map {
      value + String(format: " (%.1f to %.1f)", $0.lowerBound, $0.upperBound)
    } ?? value
  }
}

extension String {
  /// The first letters and a sign that there are more.
  fileprivate func shortened(to count: Int) -> String {
    self.count > count ? String(prefix(count - 1)) + "…" : self
  }
}
