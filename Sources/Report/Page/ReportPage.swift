public import Files
public import Foundation

/// A page that needs nothing but itself: it opens offline, in light and dark, and prints.
public struct ReportPage: Sendable {
  public let title: String
  /// A line under the title.
  public let subtitle: String
  public let sections: [Section]

  /// A part of the page under a heading of its own.
  public struct Section: Sendable {
    public let heading: String
    public let blocks: [Block]

    public init(_ heading: String, _ blocks: [Block]) {
      self.heading = heading
      self.blocks = blocks
    }
  }

  /// What stands below a heading.
  public enum Block: Sendable {
    case text(String)
    /// The answer, which is read first.
    case lead(String)
    /// What a reader must not miss.
    case warning(String)
    case table(Table, caption: String)
    /// Figures side by side where there is room.
    case figures([any Figure])
    case image(Image, caption: String)
    /// A PNG file's content.
    case png(Data, caption: String)
    /// What is typed into a terminal, or a file's text.
    case code(String)
    /// What only few readers want, behind its name.
    case folded(String, [Block])
  }

  public init(title: String, subtitle: String, sections: [Section]) {
    self.title = title
    self.subtitle = subtitle
    self.sections = sections
  }

  /// Writes the page, whole or not at all.
  ///
  /// - Throws: `FileError`.
  public func write(to url: URL) throws(FileError) {
    try AtomicFile.write(try html(), to: url)
  }

  /// The page's text.
  ///
  /// - Throws: `FileError` where a picture cannot be made into a PNG.
  public func html() throws(FileError) -> String {
    var body = ""
    for section in sections {
      body += "<section>\n<h2>\(escaped(section.heading))</h2>\n"
      for block in section.blocks { body += try block.html() + "\n" }
      body += "</section>\n"
    }
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(escaped(title))</title>
      <style>
      \(Theme.figures)
      \(Theme.page)
      </style>
      </head>
      <body>
      <main>
      <header>
      <h1>\(escaped(title))</h1>
      <p class="subtitle">\(escaped(subtitle))</p>
      </header>
      \(body)</main>
      <script>
      \(Self.saving)
      </script>
      </body>
      </html>

      """
  }
}

extension ReportPage.Block {
  /// The widest figures of which two stand beside one another on paper, in points.
  private static let mostOfHalf = 560.0

  /// What makes an element that may scroll sideways one that a keyboard reaches and a screen reader names.
  private static func scrolled(_ label: String) -> String {
    " tabindex=\"0\" role=\"region\" aria-label=\"\(escaped(label))\""
  }

  fileprivate func html() throws(FileError) -> String {
    switch self {
    case .text(let text): return "<p>\(escaped(text))</p>"
    case .lead(let text): return "<p class=\"lead\">\(escaped(text))</p>"
    case .warning(let text): return "<p class=\"warning\">\(escaped(text))</p>"
    case .table(let table, let caption):
      return "<figure class=\"table\"><figcaption>\(escaped(caption))</figcaption>"
        + "<div class=\"scroll\"\(Self.scrolled(caption))>\(table.html)</div></figure>"
    case .figures(let figures):
      return "<div class=\"figures\"\(Self.scrolled(figures.map(\.title).joined(separator: ", ")))>"
        + figures.map(\.svg).map { svg in
          let half = svg.width <= Self.mostOfHalf ? " class=\"half\"" : ""
          return "<figure\(half) style=\"--width:\(Int(svg.width))px\">\(svg.element)</figure>"
        }.joined(separator: "\n") + "</div>"
    case .image(let image, let caption):
      return try ReportPage.Block.png(image.png(), caption: caption).html()
    case .png(let data, let caption):
      return "<figure><img alt=\"\(escaped(caption))\" "
        + "src=\"data:image/png;base64,\(data.base64EncodedString())\">"
        + "<figcaption>\(escaped(caption))</figcaption></figure>"
    case .code(let text): return "<pre><code>\(escaped(text))</code></pre>"
    case .folded(let name, let blocks):
      var content = ""
      for block in blocks { content += try block.html() + "\n" }
      return "<details><summary>\(escaped(name))</summary>\n\(content)</details>"
    }
  }
}
