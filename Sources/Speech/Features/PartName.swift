import Files
import Foundation

/// A part of a sound file as tables of features name it: the file with its bounds in seconds, as
/// `a.wav#t=1.5,2.25` has them (W3C Media Fragments 1.0); without an end it goes to the file's.
struct PartName {
  let name: String

  /// - Parameters:
  ///   - start: in seconds.
  ///   - end: in seconds; nil for the file's.
  init(_ file: String, start: Double, end: Double?) {
    let bounds = [start] + (end.map { [$0] } ?? [])
    name = "\(file)#t=\(bounds.map(Self.text).joined(separator: ","))"
  }

  /// That of a recording which was cut from another file, as its manifest says; nil where it was not, or
  /// nothing says where.
  init?(_ recording: Recording) {
    guard let source = recording.source,
      let start = recording.further[Self.startColumn].flatMap(AudformatTime.init),
      let end = recording.further[Self.endColumn].flatMap(AudformatTime.init),
      start.seconds != nil || end.seconds != nil
    else { return nil }
    self.init(
      source.resolvingSymlinksInPath().path, start: start.seconds ?? 0, end: end.seconds)
  }

  /// By what a recording or a part of one is known: its path, links resolved, and its file's name without
  /// the ending, both with the bounds of a part.
  static func keys(of name: String) -> (path: ExactText, stem: ExactText) {
    let mark = name.range(of: "#t=", options: .backwards)?.lowerBound ?? name.endIndex
    let url = URL(filePath: String(name[..<mark]), directoryHint: .notDirectory)
    let bounds = name[mark...]
    return (
      ExactText(url.resolvingSymlinksInPath().path + bounds),
      ExactText(url.deletingPathExtension().lastPathComponent + bounds)
    )
  }

  private static let (startColumn, endColumn) = ("start", "end")

  /// To the millisecond: tables round in different ways.
  private static func text(_ seconds: Double) -> String {
    let milliseconds = (seconds * 1000).rounded()
    return milliseconds.truncatingRemainder(dividingBy: 1000) == 0
      ? "\(Int(milliseconds / 1000))" : "\(milliseconds / 1000)"
  }
}
