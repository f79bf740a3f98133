import Foundation
import Testing

@testable import Emotion

/// The uses of random numbers of one seed have numbers of their own.
struct PurposeTests {
  /// Two places that name one purpose would draw the same numbers. Weights, steps and what is made each
  /// stand in one place of the sources, beside the training that they are of.
  @Test(arguments: Purpose.allCases)
  func aPurposeIsUsedInOnePlace(_ purpose: Purpose) throws {
    let uses = try Self.sources.flatMap { source in
      source.matches(of: /Purpose\.(\w+)/).filter { $0.1 == "\(purpose)" }
    }
    #expect(uses.count == 1, "\(purpose)")
  }

  /// What draws of a training's own names: its weights' purpose is not that of its steps.
  @Test func weightsAndStepsAreToldApart() throws {
    for source in try Self.sources {
      for match in source.matches(of: /at: RandomAddress\(Purpose\.(\w+)/) {
        #expect(!match.1.hasSuffix("Steps"), "\(match.1)")
      }
      for match in source.matches(of: /purpose: Purpose\.(\w+)/) {
        #expect(match.1.hasSuffix("Steps"), "\(match.1)")
      }
    }
  }

  /// Nothing in the sources draws where it has no purpose, but for weights that are then read.
  @Test func everyTrainingSaysItsPurpose() throws {
    for source in try Self.sources {
      for match in source.matches(of: /PhiloxSource\(\s*seed: ([\w.]+), on:/) {
        #expect(match.1 == "0")
      }
    }
  }

  private static var sources: [String] {
    get throws {
      let folder = URL(filePath: #filePath).appending(path: "../../../../Sources/Emotion")
        .standardizedFileURL
      let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
      return try (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
        .map { try String(contentsOf: $0, encoding: .utf8) }
    }
  }
}
