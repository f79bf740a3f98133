import Foundation
import OpenCL
import Testing

/// What the built program does where no kernel is compiled yet.
@Suite struct FirstStartTests {
  private let corpus: SmallFeatures

  init() throws { corpus = try SmallFeatures() }

  /// The first training has what it lacks compiled and says so; the second lacks nothing, and finds the same.
  @Test func kernelsAreCompiledOnceAndThatIsTold() async throws {
    guard try Device.choose().facts.isPocl else { return }
    let cache = ["POCL_CACHE_DIR": corpus.folder("cache").path]
    func train(_ run: String) async throws -> Program.Answer {
      try await corpus.program(
        ["train", "dnn", "m.csv", "--features", "f.csv", "--output", run]
          + SmallFeatures.settings.filter { $0 != "--quiet" }, environment: cache)
    }
    let (first, second) = (try await train("first"), try await train("second"))
    #expect(first.status == 0 && second.status == 0, "\(first.errors) \(second.errors)")
    let told = first.errors.split(separator: "\n").filter {
      $0.hasPrefix("compiling kernels for this device, once") && $0.contains("  in ")
    }
    #expect(!told.isEmpty, "\(first.errors)")
    for line in told {
      // "…, once  14/14  …": none was left to be compiled at its first launch.
      let counts = line.split(separator: " ").first { $0.contains("/") }?.split(separator: "/")
      #expect(counts?.count == 2 && counts?.first == counts?.last, "\(line)")
    }
    #expect(!first.errors.contains("generated"), "\(first.errors)")
    #expect(!second.errors.contains("compiling"), "\(second.errors)")
    #expect(try corpus.isSame("first/dnn.safetensors", "second/dnn.safetensors"))
  }

  /// Whoever starts such a process may end before it.
  @Test func aProcessThatCompilesEndsWithItsInput() async throws {
    let alone = try await corpus.program(["compile-kernels", "0"])
    #expect(alone.status == 0 && alone.output.isEmpty, "\(alone.errors)")
  }
}
