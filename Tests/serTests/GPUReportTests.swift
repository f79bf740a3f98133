import Files
import Foundation
import TestSupport
import Testing

/// The built program's report on a device.
@Suite(.timeLimit(.minutes(10))) struct GPUReportTests {
  private let folder: TemporaryFolder
  private let program: Program

  init() throws {
    folder = try TemporaryFolder()
    program = Program(folder: folder.url)
  }

  private func report(_ words: String...) async throws -> Program.Answer {
    try await program(
      ["gpu-report"] + words + ["--filter", "attention", "--seconds", "0.01", "--quiet"])
  }

  @Test func saysWhetherAndHowFast() async throws {
    let answer = try await report("r.json")
    #expect(answer.status == 0, "\(answer)")
    #expect(answer.output.contains("cpu: all ") && answer.output.contains("gpu: all "))
    let file = try JSONSerialization.jsonObject(with: Data(contentsOf: folder("r.json")))
    let report = try #require(file as? [String: Any])
    #expect((report["device"] as? [String: Any])?["name"] is String)
    let agreement = try #require(report["agreement"] as? [[String: Any]])
    #expect(agreement.allSatisfy { $0["cases"] as? Int ?? 0 > 0 } && agreement.count == 2)
    let speed = try #require((report["speed"] as? [[String: Any]])?.first)
    #expect(speed["precision"] as? String == "float32")
    let profiles = try #require(speed["profiles"] as? [String: [String: [Any]]])
    #expect(profiles["attention_T32_B32_h128_fwd_bwd"]?["kernels"]?.isEmpty == false)
  }

  @Test func whatIsOfAllIsNotNarrowed() async throws {
    for words in [["--family", "gpu"], ["--precision", "tf32"], ["--seconds", "0"]] {
      let answer = try await program(["gpu-report", "r.json"] + words)
      #expect(answer.status == 64, "\(answer)")
    }
    #expect(try Folder.names(in: folder.url) == [])
  }
}
