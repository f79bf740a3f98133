import Foundation
import FuzzTargets
import Testing

@testable import ser

/// What fuzzing begins with is read or refused, in every build.
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
  func everySeedIsReadOrRefused(name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let folder = Self.seeds.appending(path: name)
    var read = 0
    for seed in try Self.names(in: folder) {
      let bytes = try Data(contentsOf: folder.appending(path: seed))
      do {
        try target.read(Array(bytes))
        read += 1
      } catch let finding as Finding {
        Issue.record("\(name)/\(seed): \(finding.what)")
      } catch {
        let isKnown = FuzzTarget.refusals.contains { $0 == type(of: error) }
        #expect(isKnown && Failure(error) != nil, "\(name)/\(seed): \(error)")
      }
    }
    // Else fuzzing would not get beyond what refuses them.
    #expect(read > 0, "no seed of \(name) is read")
  }
}
