public import Files
public import Foundation

/// The file `metrics.jsonl`: a JSON object a line, in the order of training, each with its `part`
/// of the run and its `step`. A line is on its way to the disk when `append` returns, so that it
/// can be watched.
public final class MetricsLog {
  private let url: URL
  private var file: AppendingFile
  /// Gets every record that is added, such as to show it elsewhere too.
  public var mirror: (MetricsHistory.Record) throws(FileError) -> Void = { _ in }
  /// The last step of each part when the log was opened.
  private var lastSteps: [String: Int] = [:]

  /// What tells a line's place.
  private struct Place: Decodable {
    let part: String
    let step: Int
  }

  /// Opens a log to add to. A line that a killed process left unfinished is dropped.
  ///
  /// - Throws: `FileError`.
  public init(_ url: URL) throws(FileError) {
    self.url = url
    let old = try Self.lines(of: url)
    let whole = old.filter { Self.place(of: $0) != nil }
    if whole.count < old.count { try Self.write(whole, to: url) }
    for place in whole.compactMap(Self.place) {
      lastSteps[place.part] = max(place.step, lastSteps[place.part] ?? 0)
    }
    file = try AppendingFile(url)
  }

  /// Drops what an interrupted run wrote of a part after a step: it is about to be written anew.
  ///
  /// - Throws: `FileError`.
  public func forget(_ part: String, after step: Int) throws(FileError) {
    guard let last = lastSteps.removeValue(forKey: part), last > step else { return }
    let kept = try Self.lines(of: url).filter { line in
      Self.place(of: line).map { $0.part != part || $0.step <= step } ?? false
    }
    try Self.write(kept, to: url)
    file = try AppendingFile(url)
  }

  /// Adds a record, which has the keys `part` and `step`. Numbers that JSON lacks are written as
  /// "NaN", "Infinity", "-Infinity".
  ///
  /// - Throws: `FileError.diskFull` or `.io`.
  public func append(_ record: some Encodable) throws(FileError) {
    let line = try JSONFile.text(record, path: file.path, onOneLine: true)
    try file.append(line + "\n")
    if let record = MetricsHistory.Record(line: line) { try mirror(record) }
  }

  private static func lines(of url: URL) throws(FileError) -> [Data] {
    guard FileManager.default.fileExists(atPath: url.path) else { return [] }
    return try Data(InputFile.contents(of: url)).split(separator: UInt8(ascii: "\n"))
  }

  private static func place(of line: Data) -> Place? {
    try? JSONDecoder().decode(Place.self, from: line)
  }

  private static func write(_ lines: [Data], to url: URL) throws(FileError) {
    try AtomicFile.write(to: url) { file throws(FileError) in
      for line in lines { try file.write(line + [UInt8(ascii: "\n")]) }
    }
  }
}
