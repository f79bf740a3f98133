import Foundation
import FoundationXML
import Report
import Testing

@Suite struct FigureTests {
  /// Elements of well-formed XML by name; nil where it is not well formed.
  private final class Elements: NSObject, XMLParserDelegate {
    private(set) var counts: [String: Int] = [:]
    private(set) var texts = ""

    init?(_ document: String) {
      super.init()
      let parser = XMLParser(data: Data(document.utf8))
      parser.delegate = self
      guard parser.parse() else { return nil }
    }

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      counts[name, default: 0] += 1
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { texts += string }
  }

  /// A bracket with a stroke over it is another character to Swift.
  @Test func titlesOfAnyCharacters() throws {
    let title = "<\u{338}b>\u{301} \"\u{301} &\u{301}"
    let chart = DotChart(title, rows: ["a"], panels: [.init("b", [.init(1)])], note: "per cent")
    let elements = try #require(Elements(chart.svg.document))
    #expect(elements.counts["b"] == nil && elements.texts.contains(title))
  }

  /// Values at the ends of what numbers can be, and such as differ in their last digit.
  @Test(arguments: [
    [-1.7e308, 1.7e308], [.leastNonzeroMagnitude, .ulpOfOne * .leastNormalMagnitude * 2],
    [1, 1.0.nextUp], [-.leastNormalMagnitude / 16, 0], [1e299, -1e299], [],
  ])
  func curvesOfAnyNumbers(values: [Double]) throws {
    let points = values.enumerated().map { (Double($0), $1) }
    let chart = LineChart("x", [.init("a", points)], x: "step", y: "")
    let elements = try #require(Elements(chart.svg.document))
    #expect(elements.counts["circle"] ?? 0 == values.count)
    #expect(!chart.svg.document.contains("nan"))
  }

  @Test func dotsOfWhatIsThere() throws {
    let chart = DotChart(
      "Recall & <more>", rows: ["NoAUG", "AUG"],
      panels: [
        .init("angry", [.init(54, deviation: 2), .init(62)], mark: 25),
        .init("sad", [nil, .init(.nan)]),
      ], note: "per cent", within: 0...100)
    let elements = try #require(Elements(chart.svg.document))
    #expect(elements.counts["circle"] == 2)
    #expect(elements.texts.contains("Recall & <more>") && elements.texts.contains("per cent"))
    #expect(elements.texts.contains("angry, NoAUG: 54.0 (52.0 to 56.0)"))
    #expect(chart.svg.document.components(separatedBy: "class=\"mark\"").count == 2)
    // Programs beside browsers know no variables of styles.
    #expect(!chart.svg.document.contains("var("))
  }

  @Test func anAxisWithBoundsEndsThereAndSaysWhatGoesOn() throws {
    let chart = DotChart(
      "Recall", rows: ["a", "b", "c"],
      panels: [
        .init("s", [.init(95, deviation: 20), .init(1, deviation: 3), .init(50, deviation: 1)])
      ], note: "", within: 0...100)
    let document = chart.svg.document
    #expect(document.contains(">100</text>"))
    #expect(!document.contains(">120</text>") && !document.contains(">-20</text>"))
    // An arrow for each whisker that is cut.
    #expect(document.components(separatedBy: "whisker open").count == 3)
  }

  /// The marks of an axis: texts that stand at its end of the drawing.
  private func marks(_ svg: SVG, _ anchor: String) -> [String] {
    svg.document.matches(of: /text-anchor="(\w+)" class="tick">([^<]*)</)
      .filter { $0.1 == anchor }.map { String($0.2) }
  }

  @Test(arguments: [[1.0], [1, 1], [0, 1], [0.97, 1], [0.5], [0, 0.001], []])
  func anAxisOfSharesEndsAtOne(values: [Double]) throws {
    let chart = LineChart(
      "x", [.init("a", values.enumerated().map { (Double($0), $1) })], x: "epoch", y: "",
      countsX: true, within: 0...1)
    let marks = marks(chart.svg, "end").compactMap(Double.init)
    #expect(marks.count > 1 && marks.allSatisfy { (0...1).contains($0) }, "\(marks)")
    let dots = DotChart(
      "x", rows: ["a"], panels: [.init("", [.init(98, interval: 90...105)], mark: 25)], note: "",
      within: 0...100, fillsBounds: false)
    let ends = self.marks(dots.svg, "middle").compactMap(Double.init)
    #expect(ends.max() == 100 && (ends.min() ?? 0) > 0, "\(ends)")
    #expect(dots.svg.document.components(separatedBy: "whisker open").count == 2)
  }

  @Test(arguments: [
    ([1.0], ["1"]), ([1, 2], ["1", "2"]), ([1, 2, 3], ["1", "2", "3"]),
    ([1, 30], ["0", "5", "10", "15", "20", "25", "30"]),
  ])
  func epochsAreWholeNumbers(steps: [Double], expected: [String]) {
    let chart = LineChart(
      "x", [.init("a", steps.map { ($0, $0 / 7) })], x: "epoch", y: "", countsX: true)
    #expect(marks(chart.svg, "middle") == expected)
  }

  /// A letter of a figure is some 6.2 wide.
  @Test func figuresStandBesideDotsNotOnThem() throws {
    let values = [0.0, 50, 97, 100]
    let chart = DotChart(
      "Recall", rows: values.map { "\($0)" },
      panels: ["a", "b"].map { .init($0, values.map { .init($0, deviation: 3) }) }, note: "",
      within: 0...100)
    let document = chart.svg.document
    let dots = document.matches(of: /<circle cx="([\d.]+)" cy="([\d.]+)" r="4"/)
      .map { (x: Double($0.1) ?? 0, y: Double($0.2) ?? 0) }
    let figures = document.matches(
      of: /<text x="([\d.]+)" y="([\d.]+)" text-anchor="end" class="figure">([^<]+)</
    ).map { (end: Double($0.1) ?? 0, y: Double($0.2) ?? 0, text: String($0.3)) }
    #expect(dots.count == 8 && figures.count == 8)
    for dot in dots {
      for figure in figures where abs(figure.y - 4 - dot.y) < 10 {
        let start = figure.end - 6.2 * Double(figure.text.count)
        #expect(dot.x + 5 < start || dot.x - 5 > figure.end, "\(figure.text) at \(dot)")
      }
    }
  }

  @Test func binsShowHowManyTheyHold() throws {
    let chart = ReliabilityChart(
      "Reliability", of: "AUG",
      bins: [
        .init(40...50, confidence: 45, accuracy: 100, members: 2),
        .init(90...100, confidence: 97, accuracy: 80, members: 200),
      ])
    let elements = try #require(Elements(chart.svg.document))
    #expect(elements.texts.contains("90 to 100 %: said 97 %, right 80 % of 200"))
    #expect(chart.svg.label.contains("40 to 50 %: said 45 %, right 100 % of 2;"))
    for count in ["2", "200"] { #expect(marks(chart.svg, "middle").contains(count)) }
    let radii = chart.svg.document.matches(of: /" r="([\d.]+)"/).compactMap { Double($0.1) }
    #expect(radii.count == 2 && radii[0] < radii[1] / 3)
  }

  @Test func panelsGoOnBelowAndLongNamesAreCut() {
    let name = String(repeating: "long name ", count: 9)
    func chart(_ panels: Int) -> SVG {
      DotChart(
        "Recall", rows: [name], panels: (0..<panels).map { .init("\($0)", [.init(50)]) }, note: ""
      ).svg
    }
    #expect(chart(2).width == chart(30).width && chart(2).height < chart(30).height)
    #expect(chart(1).document.contains("…") && !chart(1).document.contains(">\(name)<"))
  }

  @Test func linesLeaveOutWhatIsNoNumber() throws {
    let chart = LineChart(
      "Time", [.init("ser", [(1, 2), (2, .nan), (128, 300)])], x: "batch", y: "ms",
      xScale: .logarithmic, yScale: .logarithmic)
    let document = chart.svg.document
    let elements = try #require(Elements(document))
    #expect(elements.counts["circle"] == 2)
    #expect(!document.contains("nan"))
    // Powers of two from 1 to 128.
    for mark in ["1", "2", "64", "128"] { #expect(document.contains(">\(mark)</text>")) }
  }

  @Test func chartsOfOnePageAgreeInColours() throws {
    func chart(_ points: [(x: Double, y: Double)]) -> String {
      LineChart(
        "Loss", [.init("NoAUG", points), .init("AUG", [(1, 2), (2, 1)])], x: "epoch", y: ""
      ).svg.document
    }
    let (with, without) = (chart([(1, 3), (2, 2)]), chart([]))
    #expect(with.contains(">NoAUG</text>") && !without.contains(">NoAUG</text>"))
    for document in [with, without] {
      #expect(document.contains("class=\"l2\"") && document.contains(">AUG</text>"))
    }
    #expect(with.contains("class=\"l1\"") && !without.contains("class=\"l1\""))
  }

  @Test(arguments: [
    [], [(3.0, 3.0)], [(0.0, 0.0), (1e-9, 1e12)], [(1e9, 0.3), (1e9.nextUp, 0.3.nextUp)],
  ])
  func anyNumbersHaveAxes(_ points: [(x: Double, y: Double)]) throws {
    for kind in [Scale.Kind.linear, .logarithmic] {
      let chart = LineChart(
        "", [.init("a", points)], x: "", y: "", xScale: kind, yScale: kind)
      let document = chart.svg.document
      #expect(Elements(document) != nil)
      #expect(!document.contains("nan") && !document.contains("inf"))
    }
  }

  @Test func confusionByRow() throws {
    let chart = ConfusionChart(
      "AUG", classes: ["angry", "sad", "calm"], counts: [[3, 1, 0], [0, 5, 0], [0, 0, 0]])
    let elements = try #require(Elements(chart.svg.element))
    #expect(elements.counts["rect"] == 18)
    #expect(elements.texts.contains("75 %") && elements.texts.contains("100 %"))
    #expect(elements.texts.contains("angry recognised as sad: 1 of 4"))
  }

  @Test func pageStandsAlone() throws {
    var table = Table(["", "UAR"])
    table.append(["a < b", "50 ± 1"])
    let page = ReportPage(
      title: "T&T", subtitle: "s",
      sections: [
        .init(
          "Result",
          [
            .text("x < y"), .table(table, caption: "c"), .code("ser <a>"),
            .figures([ScatterChart("map", groups: ["g"], points: [.init(x: 0, y: 0, group: 0)])]),
            .image(Image(width: 2, height: 2), caption: "i"), .folded("more", [.warning("w")]),
          ])
      ])
    let html = try page.html()
    #expect(html.contains("<title>T&amp;T</title>") && html.contains("<p>x &lt; y</p>"))
    #expect(html.contains("data:image/png;base64,iVBOR"))
    let links = html.matches(of: /(?:src|href)="([^"]*)"/).map { String($0.1) }
    #expect(links.allSatisfy { $0.hasPrefix("data:") })
    // What may scroll sideways is reached by a keyboard.
    for label in ["c", "map"] {
      #expect(html.contains("tabindex=\"0\" role=\"region\" aria-label=\"\(label)\""))
    }
  }

  @Test func latex() {
    var table = Table(["", "UAR_%"])
    table.append(["NoAUG & co", "50.1 ± 1.0"])
    #expect(
      table.latex(caption: "two\nlines") == """
        % two lines
        \\begin{tabular}{lr}
        \\toprule
         & UAR\\_\\% \\\\
        \\midrule
        NoAUG \\& co & 50.1 $\\pm$ 1.0 \\\\
        \\bottomrule
        \\end{tabular}

        """)
  }

  @Test func picturesStandBetweenAxes() throws {
    // Two of 20 frames and 8 bands, a point each.
    let image = Image(sideBySide: [Image(width: 20, height: 8), Image(width: 20, height: 8)])
    func strip(bands: Int, png: Data) -> SpectrogramStrip? {
      SpectrogramStrip(
        "a", png: png, panels: ["one", "other"], bands: bands, secondsPerFrame: 0.1,
        frequencies: [(0.5, 500), (1, 2000)], note: "bright")
    }
    let figure = try #require(strip(bands: 8, png: try image.png()))
    let elements = try #require(Elements(figure.svg.document))
    for text in ["one", "other", "500", "2k", "seconds", "Hz", "2", "bright"] {
      #expect(elements.texts.contains(text), "\(text)")
    }
    #expect(elements.counts["image"] == 1 && !elements.texts.contains("dB"))
    let barred = try #require(
      SpectrogramStrip(
        "a", png: image.png(), panels: ["one", "other"], bands: 8, secondsPerFrame: 0.1,
        frequencies: [], note: "",
        bars: [.init("one", -79.6...3.2, unit: "dB"), .init("other", -0.02...0.53, unit: "dB")]))
    let bars = try #require(Elements(barred.svg.document))
    #expect(bars.counts["image"] == 3)
    #expect(bars.texts.contains("-80 dB") && bars.texts.contains("3 dB"))
    #expect(bars.texts.contains("0.0 dB") && !bars.texts.contains("-0.0"))
    #expect(barred.svg.label.contains("from -80 dB to 3 dB"))
    #expect(strip(bands: 3, png: try image.png()) == nil)
    #expect(strip(bands: 8, png: Data("PNG".utf8)) == nil)
  }
}
