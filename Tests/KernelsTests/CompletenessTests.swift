import CKernelSources
import Foundation
import Testing

/// Nothing in `kernels/` is forgotten.
@Suite struct CompletenessTests {
  private let embedded = (0..<kernel_source_count()).compactMap {
    kernel_source_name($0).map { String(cString: $0) }
  }

  @Test func everyKernelFileIsEmbedded() throws {
    let folder = URL(filePath: #filePath).appending(path: "../../../kernels").standardized
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".cl") }.map { String($0.dropLast(3)) }
    #expect(embedded == files.sorted())
  }

  /// Mesa's rusticl hands a structure over without copying it: a function that changed its parameter would
  /// change the caller's.
  @Test func structuresAreParametersThatNobodyChanges() throws {
    let texts = embedded.compactMap { kernel_source($0).map { String(cString: $0) } }
    let structures = texts.flatMap { $0.matches(of: /\} ([A-Z]\w*);/).map { String($0.1) } }
    try #require(structures.contains("Grid") && structures.contains("Place"))
    for text in texts {
      let parameters = text.matches(of: /[(,]\s*([A-Z]\w*) \w+(?=[,)])/).map { String($0.1) }
      #expect(parameters.filter(structures.contains) == [])
    }
  }
}
