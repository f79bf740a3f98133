import Foundation
import TestSupport
import Testing
import Vectors

/// PyTorch's numbers: every case of the folder that `SER_VECTORS` names, or of the one beside the
/// package.
struct VectorsTests {
  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["SER_VECTORS"] {
      return URL(fileURLWithPath: path)
    }
    return URL(fileURLWithPath: #filePath).appending(path: "../../../../../shared/peer/vectors")
      .standardizedFileURL
  }()

  static let isThere = FileManager.default.fileExists(atPath: folder.path)

  // One test for all cases, on one queue: each queue compiles its own programs.
  @Test(.enabled(if: isThere, "name a folder of test vectors in SER_VECTORS"))
  func agreeWithPyTorch() throws {
    let suite = try VectorSuite(
      folder: Self.folder, of: VectorCatalog.engine.joined(with: .models))
    let queue = try testKernels().queue
    for check in suite.names.flatMap({ suite.check($0, on: queue) }) {
      #expect(check.agrees, "\(check)")
    }
  }
}
