/// The area between two axes, with its marks.
struct Plot {
  let left, top, right, bottom: Double

  func x(_ place: Double) -> Double { left + place * (right - left) }
  func y(_ place: Double) -> Double { bottom - place * (bottom - top) }

  /// Draws the marks of the vertical axis with a line across at each.
  func drawVertical(_ scale: Scale, name: String, into svg: inout SVG) {
    for tick in scale.ticks {
      let height = y(scale.place(tick))
      svg.line(left, height, right, height, tick == scale.range.lowerBound ? "axis" : "grid")
      svg.text(Scale.label(tick), x: left - 6, y: height + 4, .end, "tick")
    }
    if !name.isEmpty {
      svg.text(name, x: 14, y: (top + bottom) / 2, .middle, "name", turned: true)
    }
  }

  /// Draws the marks below the horizontal axis.
  func drawHorizontal(_ scale: Scale, name: String, into svg: inout SVG) {
    for tick in scale.ticks {
      let place = x(scale.place(tick))
      svg.line(place, bottom, place, bottom + 4, "axis")
      svg.text(Scale.label(tick), x: place, y: bottom + 17, .middle, "tick")
    }
    svg.text(name, x: (left + right) / 2, y: bottom + 36, .middle, "name")
  }
}

/// The names of series beside their colours, in rows above a plot.
struct Legend {
  private let rows: [[(index: Int, name: String, x: Double)]]
  private static let rowHeight = 20.0

  /// Height of all rows.
  var height: Double { Double(rows.count) * Self.rowHeight }

  /// - Parameter names: none where a single series needs no name; nil for a series that is not drawn.
  init(_ names: [String?], width: Double) {
    var rows: [[(Int, String, Double)]] = []
    var x = 0.0
    for (index, name) in names.enumerated() {
      guard let name else { continue }
      // A letter of this size is some 6.6 points wide.
      let needed = 22 + 6.6 * Double(name.count) + 14
      if rows.isEmpty || x + needed > width {
        rows.append([])
        x = 0
      }
      rows[rows.count - 1].append((index, name, x))
      x += needed
    }
    self.rows = rows
  }

  func draw(left: Double, top: Double, into svg: inout SVG) {
    for (row, entries) in rows.enumerated() {
      let y = top + Double(row) * Self.rowHeight + 10
      for (index, name, x) in entries {
        svg.rectangle(x: left + x, y: y - 6, width: 12, height: 12, Theme.series("f", index))
        svg.text(name, x: left + x + 18, y: y + 4)
      }
    }
  }
}
