import Foundation
import Speech
import TestSupport

extension TemporaryFolder {
  /// With four sounds below `db/wav`, for databases of them.
  static func ofAudformat() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (index, name) in ["a", "b", "c", "d"].enumerated() {
      try folder.makeRecording("db/wav/\(name).wav", frequency: 300 + 100 * Double(index))
    }
    return folder
  }

  /// - Parameters:
  ///   - header: the text of `db.yaml`.
  ///   - tables: texts of CSV tables by their names.
  func makeDatabase(_ header: String, _ tables: [String: String]) throws {
    _ = try write(Data(header.utf8), to: "db/db.yaml")
    for (name, text) in tables { _ = try write(Data(text.utf8), to: "db/db.\(name).csv") }
  }
}

extension CorpusContents {
  /// What is read of each recording, in a line each.
  var lines: [String] {
    recordings.map {
      [
        $0.url.lastPathComponent, $0.emotion, $0.speaker, $0.gender, $0.session, $0.language,
        $0.further["split"] ?? "",
      ].joined(separator: " ")
    }.sorted()
  }
}
