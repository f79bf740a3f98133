import Foundation

/// Bars side by side in groups, such as recall by class without and with augmentation, with
/// deviations and with what was published.
public struct BarChart: Figure {
  /// One bar.
  public struct Bar: Sendable {
    public let value: Double
    /// Half of the whisker's length; nil without one.
    public let deviation: Double?
    /// The figure that a paper prints.
    public let published: Double?

    public init(_ value: Double, deviation: Double? = nil, published: Double? = nil) {
      self.value = value
      self.deviation = deviation
      self.published = published
    }
  }

  public let title: String
  private let groups, series: [String]
  /// `bars[series][group]`.
  private let bars: [[Bar?]]
  private let yName: String
  private let y: Scale

  /// - Parameters:
  ///   - bars: `bars[series][group]`; nil leaves a gap.
  ///   - bounds: where the axis begins and ends; whiskers that reach beyond are cut there. Without
  ///     it the axis holds everything.
  public init(
    _ title: String, groups: [String], series: [String], bars: [[Bar?]], y yName: String,
    within bounds: ClosedRange<Double>? = nil
  ) {
    precondition(bars.count == series.count && bars.allSatisfy { $0.count == groups.count })
    self.title = title
    self.groups = groups
    self.series = series
    self.bars = bars
    self.yName = yName
    let all = bars.joined().compactMap(\.self)
    y = Scale(
      bounds.map { [$0.lowerBound, $0.upperBound] }
        ?? all.flatMap { [$0.value - ($0.deviation ?? 0), $0.value + ($0.deviation ?? 0)] }
        + all.compactMap(\.published), includesZero: true)
  }

  public var svg: SVG {
    let hasPublished = bars.joined().contains { $0?.published != nil }
    // Wide enough for the names below and for bars with room between groups.
    let longest = Double(groups.map(\.count).max() ?? 0) * 6.8 + 12
    let needed = 80 + Double(groups.count) * max(longest, 26 + 22 * Double(series.count))
    let width = min(max(540, needed), 1100)
    let names = (series.count > 1 ? series : []) + (hasPublished ? ["published"] : [])
    let legend = Legend(names, width: width - 40)
    let top = 34 + legend.height
    let plotWidth = width - 62 - 16
    let slot = plotWidth / Double(max(groups.count, 1))
    // Names that have no room beside each other stand upright.
    let isCrowded = slot < longest
    var svg = SVG(
      width: width, height: top + (isCrowded ? 248 + longest : 262), label: title)
    svg.text(title, x: 16, y: 20, .start, "title")
    legend.draw(
      left: 16, top: 30, published: hasPublished ? names.count - 1 : nil, into: &svg)
    let plot = Plot(left: 62, top: top + 8, right: 62 + plotWidth, bottom: top + 228)
    plot.drawVertical(y, name: yName, into: &svg)
    let gap = 2.0
    let barWidth = min(44, (slot * 0.76) / Double(max(series.count, 1)) - gap)
    for (group, name) in groups.enumerated() {
      let centre = plot.left + (Double(group) + 0.5) * slot
      if isCrowded {
        svg.text(name, x: centre + 4, y: plot.bottom + 10, .end, turned: true)
      } else {
        svg.text(name, x: centre, y: plot.bottom + 18, .middle)
      }
      let first = centre - (Double(series.count) * (barWidth + gap) - gap) / 2
      for index in series.indices {
        guard let bar = bars[index][group], bar.value.isFinite else { continue }
        draw(
          bar, of: index, group: name, left: first + Double(index) * (barWidth + gap),
          width: barWidth,
          in: plot, into: &svg)
      }
    }
    return svg
  }

  private func draw(
    _ bar: Bar, of index: Int, group: String, left: Double, width: Double, in plot: Plot,
    into svg: inout SVG
  ) {
    let (zero, end) = (plot.y(y.place(0)), plot.y(y.place(bar.value)))
    let spread = bar.deviation.map { String(format: " ± %.1f", $0) } ?? ""
    let paper = bar.published.map { String(format: ", published %.1f", $0) } ?? ""
    svg.rectangle(
      x: left, y: min(zero, end), width: width, height: max(0.5, abs(zero - end)),
      Theme.series("f", index),
      hint: "\(group), \(series[index]): \(String(format: "%.1f", bar.value))\(spread)\(paper)")
    let middle = left + width / 2
    var highest = min(zero, end)
    if let deviation = bar.deviation, deviation > 0 {
      let (least, most) = (y.range.lowerBound, y.range.upperBound)
      let upper = plot.y(y.place(min(bar.value + deviation, most)))
      let lower = plot.y(y.place(max(bar.value - deviation, least)))
      svg.line(middle, upper, middle, lower, "whisker")
      highest = min(highest, upper)
    }
    if let published = bar.published {
      let place = plot.y(y.place(published))
      svg.diamond(x: middle, y: place, hint: nil)
      highest = min(highest, place - 6)
    }
    if width >= 24 {
      svg.text(
        String(format: "%.0f", bar.value), x: middle, y: highest - 5, .middle, "figure")
    }
  }
}
