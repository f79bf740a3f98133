import Foundation
import ModelCases
import OpenCL
import TestSupport
import TestVectors
import Testing

/// PyTorch's numbers: every case of `Tests/Fixtures/vectors`, and of the folder that `SER_VECTORS`
/// names.
struct VectorsTests {
  private static let fixtures = URL(filePath: #filePath).appending(path: "../../Fixtures/vectors")
    .standardizedFileURL

  private static let further = ProcessInfo.processInfo.environment["SER_VECTORS"]
    .map { URL(filePath: $0) }

  private static let catalog = VectorCatalog.engine.joined(with: .models)

  // One test for all cases, on one queue: each queue compiles its own programs.
  @Test(arguments: [fixtures] + [further].compactMap(\.self))
  func agreeWithPyTorch(_ folder: URL) throws {
    let suite = try VectorSuite(folder: folder, of: Self.catalog)
    let queue = try testKernels().queue
    for check in suite.names.flatMap({ suite.check($0, on: queue) }) {
      #expect(check.agrees, "\(check)")
    }
  }

  /// Each operation and network that vectors may name has a case among the fixtures.
  @Test func everyOperationIsCovered() throws {
    let suite = try VectorSuite(folder: Self.fixtures, of: Self.catalog)
    #expect(Self.catalog.missing(among: suite.operations) == [])
    #expect(
      Self.catalog.missing(among: ["softmax_cross_entropy", "net_augmentor_k5"])
        .contains("softmax"))
  }
}
