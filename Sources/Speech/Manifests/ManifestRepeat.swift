public import Foundation

/// A row of a manifest that lists a recording again.
public struct ManifestRepeat: Sendable, Equatable, CustomStringConvertible {
  /// The recording, where the first row says it lies.
  public let url: URL
  private let line: Int
  private let firstLine: Int
  private let path: String
  /// What the rows say differently, as a clause; empty where nothing is.
  private let difference: String
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
    let differences = [
      (first.emotion, again.emotion), (first.speaker, again.speaker),
    ].filter { $0.0 != $0.1 }
    difference =
      differences.isEmpty
      ? ""
      : " though line \(firstLine) says \(differences.map { $0.0.isEmpty ? "nothing" : $0.0 }.joined(separator: ", "))"
        + " and this \(differences.map { $0.1.isEmpty ? "nothing" : $0.1 }.joined(separator: ", "))"
  }

  public var description: String {
    "line \(line) lists \(path) again, which line \(firstLine) lists; the first is kept\(difference)"
  }

  /// What is wrong where the rows are of different parts, as a clause.
  var parts: String {
    "lines \(firstLine) and \(line) list different parts of \(path), and a manifest lists whole "
      + "recordings; cut the parts out as files of their own"
  }
}
