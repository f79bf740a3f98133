public import Foundation

/// Pictures of one recording side by side, as `Image(sideBySide:)` makes them, between axes of time and of
/// frequency.
public struct SpectrogramStrip: Figure {
  public let title: String
  private let png: Data
  private let size: (width: Double, height: Double)
  private let panels: [String]
  private let seconds: Double
  private let frequencies: [(place: Double, label: String)]
  private let note: String
  private let bars: [Bar]

  /// What the colours of some panels are.
  public struct Bar: Sendable {
    /// The panels, as in "original, augmented".
    public let name: String
    /// What the darkest and the brightest colour stand for.
    public let range: ClosedRange<Double>
    public let unit: String

    public init(_ name: String, _ range: ClosedRange<Double>, unit: String) {
      (self.name, self.range, self.unit) = (name, range, unit)
    }

    fileprivate var ends: (low: String, high: String) {
      let isNarrow = range.upperBound - range.lowerBound < 10
      func text(_ value: Double) -> String {
        // What is rounded to 0 has no sign.
        let rounded = isNarrow ? (10 * value).rounded() / 10 : value.rounded()
        return String(format: isNarrow ? "%.1f %@" : "%.0f %@", rounded + 0, unit)
      }
      return (text(range.lowerBound), text(range.upperBound))
    }
  }

  /// - Parameters:
  ///   - png: a PNG file's content: a picture for each panel, all of one width.
  ///   - panels: what each shows.
  ///   - bands: how many each picture has, on one point or several.
  ///   - secondsPerFrame: as many points to the right.
  ///   - frequencies: where some are on the axis, from 0 at its lower end to 1, in hertz.
  ///   - bars: what the colours are, where that is known.
  /// - Returns: nil where it is no PNG, or one of pictures of other bands.
  public init?(
    _ title: String, png: Data, panels: [String], bands: Int, secondsPerFrame: Double,
    frequencies: [(place: Double, hertz: Double)], note: String, bars: [Bar] = []
  ) {
    // Eight bytes of signature, then the length and name of the header, whose first numbers these are.
    let header = [UInt8](png.prefix(24))
    guard header.count == 24, header[1...3].elementsEqual("PNG".utf8), !panels.isEmpty else {
      return nil
    }
    func number(_ at: Int) -> Int { header[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
    let (width, height) = (number(16), number(20))
    let own = width - Image.gap * (panels.count - 1)
    guard height > 0, height.isMultiple(of: bands), own > 0, own.isMultiple(of: panels.count) else {
      return nil
    }
    size = (Double(width), Double(height))
    let frames = Double(own / panels.count) / Double(height / bands)
    (self.title, self.png, self.panels, self.note) = (title, png, panels, note)
    self.bars = bars
    seconds = frames * secondsPerFrame
    self.frequencies = frequencies.map { place, hertz in
      (place, hertz < 1000 ? String(format: "%g", hertz) : String(format: "%gk", hertz / 1000))
    }
  }

  public var svg: SVG {
    let (left, top) = (56.0, 54.0)
    let bottom = top + size.height
    let gap = Double(Image.gap)
    let width = (size.width - gap * Double(panels.count - 1)) / Double(panels.count)
    var svg = SVG(
      width: max(left + size.width + 20, bars.isEmpty ? 0 : 400),
      height: bottom + 60 + Self.barRow * Double(bars.count), label: label)
    svg.text(title, x: 16, y: 20, .start, "title")
    svg.image(png, x: left, y: top, width: size.width, height: size.height)
    for (place, label) in frequencies {
      let y = bottom - place * size.height
      svg.line(left - 4, y, left, y, "axis")
      svg.text(label, x: left - 7, y: y + 4, .end, "tick")
    }
    svg.text("Hz", x: 16, y: top + size.height / 2, .middle, "name", turned: true)
    let time = Scale([0, seconds], includesZero: true, marks: max(1, Int(width / 60)))
    for (number, panel) in panels.enumerated() {
      let start = left + Double(number) * (width + gap)
      svg.text(panel, x: start, y: top - 8, .start, "name")
      for tick in time.ticks where tick <= seconds {
        let x = start + tick / seconds * width
        svg.line(x, bottom, x, bottom + 4, "axis")
        // The first of a panel would stand in the last of the one before.
        if tick > 0 || number == 0 {
          svg.text(String(format: "%g", tick), x: x, y: bottom + 16, .middle, "tick")
        }
      }
    }
    svg.text("seconds", x: left + size.width / 2, y: bottom + 32, .middle, "name")
    svg.text(note, x: 16, y: bottom + 52, .start, "name")
    let longest = bars.map(\.name.count).max() ?? 0
    for (number, bar) in bars.enumerated() {
      draw(
        bar, x: 16 + 6.6 * Double(longest) + 70,
        y: bottom + 66 + Self.barRow * Double(number), into: &svg)
    }
    return svg
  }

  private static let barRow = 22.0

  private func draw(_ bar: Bar, x: Double, y: Double, into svg: inout SVG) {
    let (width, height) = (120, 10)
    svg.text(bar.name, x: 16, y: y + 9, .start, "name")
    let (low, high) = bar.ends
    svg.text(low, x: x - 6, y: y + 9, .end, "tick")
    svg.text(high, x: x + Double(width) + 6, y: y + 9, .start, "tick")
    // A picture of few points is always written.
    guard let colors = try? Image(of: .magma, width: width, height: height).png() else { return }
    svg.image(colors, x: x, y: y, width: Double(width), height: Double(height))
  }

  private var label: String {
    let colors = bars.map { "; colours of \($0.name) from \($0.ends.low) to \($0.ends.high)" }
    return "\(title): \(panels.joined(separator: ", "))\(colors.joined())"
  }
}
