import Files
import Foundation
import Speech
import Testing

/// What openSMILE 3.0.1 computed.
enum ReferenceFeatures {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/Emobase2010")

  /// A file of the fixtures.
  static func url(_ name: String) -> URL { folder.appending(path: name) }

  static func table(_ name: String) throws -> FeatureTable {
    try FeatureTable(contentsOf: url("\(name).csv"))
  }

  /// A level of openSMILE's analysis of `voice2s.wav`, a row a frame, without the time.
  static func level(_ name: String) throws -> [[Float]] {
    let table = try CSVTable(contentsOf: url("voice2s.\(name).csv"), separator: ";")
    return try table.rows.map { try $0.dropFirst().map { try #require(Float($0)) } }
  }

  static func voice() throws -> Signal { try Signal(contentsOf: url("voice2s.wav")) }
}
