import Foundation
import FuzzTargets
import Testing

@testable import ser

/// What fuzzing begins with is read without a finding, in every build.
@Suite struct SeedTests {
  private static let seeds = URL(filePath: #filePath).appending(path: "../../Fuzz/Seeds")
    .standardizedFileURL

  private static func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func everyTargetHasAFolder() throws {
    #expect(try Self.names(in: Self.seeds) == FuzzTarget.all.map(\.name).sorted())
  }

  @Test(arguments: FuzzTarget.all.map(\.name))
  func isReadOrRefused(name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let folder = Self.seeds.appending(path: name)
    for seed in try Self.names(in: folder) {
      let bytes = try Data(contentsOf: folder.appending(path: seed))
      #expect(target.finding(Array(bytes)) == nil, "\(name)/\(seed)")
    }
  }
}
