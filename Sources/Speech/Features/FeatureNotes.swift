import Files
import Foundation

/// What is told of the recordings of a table of features beside their features.
public struct FeatureNotes: Sendable, Equatable, Codable {
  /// Recordings that were to be in the table and have no row, and why.
  public var leftOut: [LeftOutRecording] = []
  /// What is wrong with the sound of those that have one.
  public var problems: [RecordingProblem] = []
  /// What the model that made the features learnt from; nil where none made them.
  public var seen: SeenRecordings?
  /// The SHA-256 of the recordings' bytes as they were when the features were computed, in hexadecimal,
  /// by their names in the table; nil where the table was not made of recordings by us.
  public var recordings: [String: String]?
  /// The SHA-256 of the file of the vectors' classes beside the table, in hexadecimal, by which that of
  /// another table is known; nil where there is none.
  public var classes: String?

  public init(
    leftOut: [LeftOutRecording] = [], problems: [RecordingProblem] = [],
    seen: SeenRecordings? = nil, recordings: [String: String]? = nil, classes: String? = nil
  ) {
    self.leftOut = leftOut
    self.problems = problems
    self.seen = seen
    self.recordings = recordings
    self.classes = classes
  }

  var isEmpty: Bool { self == FeatureNotes() }

  /// The notes of two tables.
  static func + (first: FeatureNotes, second: FeatureNotes) -> FeatureNotes {
    let seen = [first.seen, second.seen].compactMap(\.self)
    let recordings = [first.recordings, second.recordings].compactMap(\.self)
    return FeatureNotes(
      leftOut: first.leftOut + second.leftOut, problems: first.problems + second.problems,
      seen: seen.dropFirst().reduce(seen.first) { sum, next in sum.map { $0 + next } },
      recordings: recordings.dropFirst().reduce(recordings.first) { all, next in
        all?.merging(next) { own, _ in own }
      })
  }
}

extension FeatureNotes {
  /// Reads the notes of a table.
  ///
  /// - Parameters:
  ///   - text: as `JSONFile` writes them; nil where there are none.
  ///   - path: names the table in errors.
  /// - Throws: `FileError.malformed` where it is something else.
  init(json text: String?, path: String) throws(FileError) {
    guard let text else {
      self.init()
      return
    }
    do {
      self = try JSONDecoder().decode(FeatureNotes.self, from: Data(text.utf8))
    } catch {
      throw .malformed(
        path: path,
        what: "its notes on recordings are not JSON with leftOut and problems; write it again")
    }
  }
}
