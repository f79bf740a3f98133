public import Files
public import Foundation

/// The file `metrics.jsonl`: a JSON object a line, in the order of training, each with its `part`
/// of the run and its `step`. A line is on its way to the disk when `append` returns, so that it
/// can be watched, and on the disk when `sync` does.
public final class MetricsLog {
  private let whole: URL
  /// Where parts of the run have logs of their own; nil where there is one log.
  private let parts: PartFolder?
  private var url: URL
  /// Where it lies.
  public var path: String { url.path }
  /// nil before the first part.
  private var file: AppendingFile?
  /// Gets every record that is added, such as to show it elsewhere too; what it throws ends the run.
  public var mirror: (MetricsHistory.Record) throws -> Void = { _ in }
  /// What the log held of each part when it was opened.
  private var held: [String: Held] = [:]

  /// The steps of a part that a log holds.
  private struct Held {
    var last = 0
    /// How many there are from the first on, none missing.
    var unbroken = 0

    mutating func add(_ step: Int) {
      last = max(last, step)
      if step == unbroken + 1 { unbroken = step }
    }
  }

  /// What tells a line's place.
  struct Place: Decodable {
    let part: String
    let step: Int
  }

  /// Opens a log to add to. A line that a killed process left unfinished is dropped, and the end of one
  /// that lacks nothing else is written.
  ///
  /// - Throws: `FileError`.
  public init(_ url: URL) throws(FileError) {
    (whole, self.url, parts) = (url, url, nil)
    try open()
  }

  /// A log of a run that several processes share, in which each part has a file of its own.
  ///
  /// - Parameters:
  ///   - url: that of the whole run, to which others may add nothing meanwhile either.
  ///   - parts: where the files lie.
  init(_ url: URL, in parts: PartFolder) {
    (whole, self.url, self.parts) = (url, url, parts)
  }

  /// Begins with a part of a run that several processes share, where a process may have left lines of it;
  /// nothing in a run that one process has.
  ///
  /// - Throws: `FileError`.
  func begin(_ part: String) throws(FileError) {
    guard let parts else { return }
    url = parts.metrics(of: part)
    if !FileManager.default.fileExists(atPath: url.path) {
      try Folder.create(parts.url)
      // What was written when one process had all of the run.
      let own = try Self.lines(of: Self.content(of: whole)).filter {
        Self.place(of: $0).map { PartFolder.owns(part, $0.part) } ?? false
      }
      if !own.isEmpty { try Self.write(own, to: url) }
    }
    held = [:]
    try open()
  }

  private func open() throws(FileError) {
    let old = try Self.content(of: url)
    let places = Self.lines(of: old).map { (line: $0, place: Self.place(of: $0)) }
    let whole = places.filter { $0.place != nil }.map(\.line)
    if whole.count < places.count || !(old.isEmpty || old.last == Self.newline) {
      try Self.write(whole, to: url)
    }
    for place in places.compactMap(\.place) { held[place.part, default: Held()].add(place.step) }
    file = try AppendingFile(url)
  }

  /// How many steps of a part the log held when it was opened, from the first on, none missing.
  public func recorded(of part: String) -> Int { held[part]?.unbroken ?? 0 }

  /// Whether the log held steps of a training of a part of an experiment when it was opened.
  public func isBegun(_ part: String) -> Bool { held.keys.contains { PartFolder.owns(part, $0) } }

  /// Drops what an interrupted run wrote of a part after a step: it is about to be written anew.
  ///
  /// - Throws: `FileError`.
  public func forget(_ part: String, after step: Int) throws(FileError) {
    guard let last = held.removeValue(forKey: part)?.last, last > step else { return }
    let kept = try Self.lines(of: Self.content(of: url)).filter { line in
      Self.place(of: line).map { $0.part != part || $0.step <= step } ?? false
    }
    try Self.write(kept, to: url)
    file = try AppendingFile(url)
  }

  /// Adds a record, which has the keys `part` and `step`. Numbers that JSON lacks are written as
  /// "NaN", "Infinity", "-Infinity".
  ///
  /// - Throws: `FileError.diskFull` or `.io`, and what `mirror` throws.
  public func append(_ record: some Encodable) throws {
    let line = try JSONFile.text(record, path: path, onOneLine: true)
    guard let file else { throw FileError.io(path: path, why: "no part of the run was begun") }
    try file.append(line + "\n")
    if let record = MetricsHistory.Record(line: line) { try mirror(record) }
  }

  /// Forces all lines to the disk, such as before a checkpoint that knows of them.
  ///
  /// - Throws: `FileError.diskFull` or `.io`.
  public func sync() throws(FileError) { try file?.sync() }

  private static let newline = UInt8(ascii: "\n")

  static func content(of url: URL) throws(FileError) -> Data {
    guard FileManager.default.fileExists(atPath: url.path) else { return Data() }
    return Data(try InputFile.contents(of: url))
  }

  static func lines(of content: Data) -> [Data] { content.split(separator: newline) }

  static func place(of line: Data) -> Place? {
    try? JSONDecoder().decode(Place.self, from: line)
  }

  static func write(_ lines: [Data], to url: URL) throws(FileError) {
    try AtomicFile.write(to: url) { file throws(FileError) in
      for line in lines { try file.write(line + [newline]) }
    }
  }
}
