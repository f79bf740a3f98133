import Files
import Foundation

/// What processes that share a run leave of its parts, in its folder `parts`, until the last of them puts it
/// together: outcomes, metrics, and who computes which.
///
/// All of a part lies in one folder: who claims one there is shown by a file system of the network what
/// else has come, which it would else keep from him for a while.
struct PartFolder: Sendable {
  static let name = "parts"

  let url: URL

  /// - Parameter run: the run's folder.
  init(of run: URL) { url = run.appendingPathComponent(Self.name, isDirectory: true) }

  func outcomes(of part: String) -> OutcomeFile { OutcomeFile(url: file(part + Self.outcomes)) }

  func metrics(of part: String) -> URL { file(part + Self.metrics) }

  /// The name of the record of who computes a part.
  func claim(on part: String) -> String { "\(part).claim" }

  private static let (outcomes, metrics) = (".json", ".jsonl")
  private static let listName = "parts.list"

  private func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  /// The parts that have a file with such an ending.
  private func parts(with ending: String) throws(FileError) -> [String] {
    try Folder.names(in: url).filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }
      .map { String($0.dropLast(ending.count)) }
      .sorted { $0.compare($1, options: .numeric) == .orderedAscending }
  }

  /// All parts of the run, in their order, as who shares it notes them; nil where nobody did.
  ///
  /// - Throws: `FileError`.
  var all: [JoinedRun.Part]? {
    get throws(FileError) {
      do throws(FileError) {
        return try JSONFile.read([JoinedRun.Part].self, from: file(Self.listName))
      } catch .missing {
        return nil
      }
    }
  }

  /// Notes all parts of the run, unless that is done.
  ///
  /// - Throws: `FileError`.
  func note(_ all: [JoinedRun.Part]) throws(FileError) {
    if (try? self.all) == all { return }
    try Folder.create(url)
    try JSONFile.write(all, to: file(Self.listName))
  }

  /// Whether there is an outcome.
  ///
  /// - Throws: `FileError.io`.
  var hasOutcomes: Bool {
    get throws(FileError) { try !parts(with: Self.outcomes).isEmpty }
  }

  /// Whether a training, such as `seed1-fold2-AUG-augmentor`, is of a part, such as `seed1-fold2-AUG`.
  static func owns(_ part: String, _ training: String) -> Bool {
    training == part || training.hasPrefix("\(part)-")
  }

  /// The lines of a run's metrics with those of the parts' own logs, which take the place of what it has of
  /// these parts; nil where no part has a log.
  ///
  /// - Throws: `FileError`.
  func metrics(with log: URL) throws(FileError) -> [Data]? {
    let parts = try parts(with: Self.metrics)
    guard !parts.isEmpty else { return nil }
    var lines = try MetricsLog.lines(of: MetricsLog.content(of: log)).filter { line in
      guard let training = MetricsLog.place(of: line)?.part else { return false }
      return !parts.contains { Self.owns($0, training) }
    }
    for part in parts {
      lines += try MetricsLog.lines(of: MetricsLog.content(of: metrics(of: part)))
        .filter { MetricsLog.place(of: $0) != nil }
    }
    return lines
  }

  /// Puts the parts' metrics into the run's.
  ///
  /// - Throws: `FileError`.
  func gatherMetrics(in log: URL) throws(FileError) {
    guard let lines = try metrics(with: log) else { return }
    try MetricsLog.write(lines, to: log)
    // Who dies before this finds them once more, and does the same again.
    for part in try parts(with: Self.metrics) { try Folder.remove(metrics(of: part)) }
  }

  /// Removes the outcomes, which are put together, and the list of all.
  ///
  /// - Throws: `FileError.io`.
  func removeOutcomes() throws(FileError) {
    for part in try parts(with: Self.outcomes) { try outcomes(of: part).remove() }
    try Folder.remove(file(Self.listName))
  }

  /// Removes what processes left that were killed while they wrote, where no other is writing.
  ///
  /// - Throws: `FileError.io`.
  func removeLeftovers() throws(FileError) {
    for name in try Folder.names(in: url) where name.hasPrefix(".") {
      try Folder.remove(file(name))
    }
  }
}
