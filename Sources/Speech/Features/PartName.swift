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

  /// By what a recording or a part of one is known, all with the bounds of a part.
  struct Keys {
    /// Its path, links resolved.
    let path: ExactText
    /// Its file's name without the ending, that below its folder, and that below the folder of this, as far
    /// as they were given.
    let ends: [ExactText]
    /// Whether it was named from the root.
    let isAbsolute: Bool

    /// The longest of the ends.
    static let longest = 3

    /// Whether the other names what this does, or would had all been moved together: from the root by its path
    /// or two folders, from elsewhere by all that it says, and that is more than a name.
    func agrees(with other: Keys) -> Bool {
      if path == other.path { return true }
      let depth = isAbsolute || other.isAbsolute ? min(ends.count, other.ends.count) : 0
      let isEnough = depth > 1 && (depth == Self.longest || !isAbsolute || !other.isAbsolute)
      return isEnough && ends[depth - 1] == other.ends[depth - 1]
    }
  }

  static func keys(of name: String) -> Keys {
    let mark = name.range(of: "#t=", options: .backwards)?.lowerBound ?? name.endIndex
    let url = URL(filePath: String(name[..<mark]), directoryHint: .notDirectory)
    let bounds = name[mark...]
    let folders = name[..<mark].split(separator: "/").dropLast().filter { $0 != "." }
    let stem = url.deletingPathExtension().lastPathComponent
    return Keys(
      path: ExactText(url.resolvingSymlinksInPath().path + bounds),
      ends: (0..<min(Keys.longest, folders.count + 1)).map { count in
        ExactText((folders.suffix(count) + [stem[...]]).joined(separator: "/") + bounds)
      }, isAbsolute: name.hasPrefix("/"))
  }

  private static let (startColumn, endColumn) = ("start", "end")

  /// To the millisecond: tables round in different ways.
  private static func text(_ seconds: Double) -> String {
    let milliseconds = (seconds * 1000).rounded()
    return milliseconds.truncatingRemainder(dividingBy: 1000) == 0
      ? "\(Int(milliseconds / 1000))" : "\(milliseconds / 1000)"
  }
}
