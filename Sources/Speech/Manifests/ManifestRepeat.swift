public import Foundation

/// A row of a manifest that lists a recording again.
public struct ManifestRepeat: Sendable, Equatable, CustomStringConvertible {
  /// The recording, where the first row says it lies.
  public let url: URL
  private let line: Int
  private let firstLine: Int
  private let path: String
  /// What is wrong where the rows contradict each other, as a clause; nil where they do not.
  let contradiction: String?
  /// Whether the rows are of different parts.
  let isOfParts: Bool

  init(
    of first: Recording, line firstLine: Int, in again: Recording, line: Int, listedAs path: String
  ) {
    url = first.url
    self.line = line
    self.firstLine = firstLine
    self.path = path
    isOfParts = ["start", "end"].contains { (first.further[$0] ?? "") != (again.further[$0] ?? "") }
    let said = zip(Self.sayings(first), Self.sayings(again)).filter { $0 != $1 }
    func text(_ said: [String]) -> String {
      said.map { $0.isEmpty ? "nothing" : $0 }.joined(separator: ", ")
    }
    contradiction =
      said.isEmpty
      ? nil
      : "lines \(firstLine) and \(line) both list \(path), the one with \(text(said.map(\.0))), the other "
        + "with \(text(said.map(\.1))); keep the right one"
  }

  /// What decides what becomes of a recording.
  private static func sayings(_ recording: Recording) -> [String] {
    [recording.emotion, recording.speaker, recording.corpus, recording.session]
      + [recording.further["split"] ?? ""]
  }

  public var description: String {
    "line \(line) lists \(path) again, which line \(firstLine) lists; one is kept"
  }

  /// What is wrong where the rows are of different parts, as a clause.
  var parts: String {
    "lines \(firstLine) and \(line) list different parts of \(path), and a manifest lists whole "
      + "recordings; cut the parts out as files of their own"
  }
}
