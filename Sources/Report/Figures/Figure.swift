public import Files
public import Foundation

/// A drawing of data.
public protocol Figure: Sendable {
  /// What it shows, in a line.
  var title: String { get }
  /// The drawing.
  var svg: SVG { get }
}

extension Figure {
  /// Writes an SVG file, whole or not at all.
  ///
  /// - Throws: `FileError`.
  public func write(to url: URL) throws(FileError) {
    try AtomicFile.write(svg.document, to: url)
  }
}
