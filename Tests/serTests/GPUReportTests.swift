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
    let profiles = try #require(speed["profiles"] as? [String: [String: Any]])
    let profile = try #require(profiles["attention_T32_B32_h128_fwd_bwd"])
    #expect((profile["kernels"] as? [Any])?.isEmpty == false)
    #expect(try #require(profile["host_seconds"] as? Double) > 0)
  }

  /// A program in PyTorch's place, which takes half a second a step, or has nothing to say.
  private func python(_ text: String) throws -> String {
    let (source, file) = (folder("python.sh"), folder("python"))
    try Data("#!/bin/sh\n\(text)\n".utf8).write(to: source)
    // Written by another process: one that a test beside this one starts meanwhile would hold what
    // is written here open, and no system runs such a file ("Text file busy").
    let copy = try Process.run(
      URL(filePath: "/usr/bin/install"), arguments: ["-m", "755", source.path, file.path])
    copy.waitUntilExit()
    try #require(copy.terminationStatus == 0)
    return file.path
  }

  /// The steps as they lie in the source.
  private func leaveSteps() throws {
    let peers = folder("Benchmarks/peers")
    try FileManager.default.createDirectory(at: peers, withIntermediateDirectories: true)
    try Data().write(to: peers.appending(path: "torch_steps.py"))
  }

  @Test func pyTorchIsTimedBeside() async throws {
    try leaveSteps()
    let peer = try python(
      """
      echo '{"peer": "PyTorch 9", "on": "'$2' '$3' '$4' '$5'"}'
      while read line; do echo '{"seconds": [0.5, 0.25, 1]}'; done
      """)
    let answer = try await report("r.json", "--torch", peer)
    #expect(answer.status == 0, "\(answer)")
    #expect(answer.output.contains("beside it: PyTorch 9, --device cpu --precision float32"))
    #expect(answer.output.contains("PyTorch 500.000 ms"))
    let file = try JSONSerialization.jsonObject(with: Data(contentsOf: folder("r.json")))
    let speed = try #require(((file as? [String: Any])?["speed"] as? [[String: Any]])?.first)
    let medians = (speed["torch"] as? [String: Any])?["median_s"] as? [String: Double]
    #expect(medians == ["attention_T32_B32_h128_fwd_bwd": 0.5])
  }

  @Test func pyTorchThatWasAskedForMustBeThere() async throws {
    try leaveSteps()
    for peer in [try python("echo No module named torch >&2; exit 1"), "no-python"] {
      let answer = try await report("r.json", "--torch", peer)
      #expect(answer.status == 69 && answer.errors.contains("--torch"), "\(answer)")
    }
  }

  /// Checks that took minutes are not lost for a step that is too large.
  @Test func whatFindsTooLittleMemoryIsLeftOut() async throws {
    let answer = try await program(
      ["gpu-report", "r.json", "--filter", "vgg19_train", "--seconds", "0.01", "--quiet"],
      environment: ["POCL_MEMORY_LIMIT": "1"])
    #expect(answer.status == 0 && answer.output.contains("too little memory"), "\(answer)")
    let file = try JSONSerialization.jsonObject(with: Data(contentsOf: folder("r.json")))
    let speed = try #require(((file as? [String: Any])?["speed"] as? [[String: Any]])?.first)
    let left = (speed["bench"] as? [String: Any])?["left_out"] as? [[String: String]]
    #expect(left?.contains { $0["name"]?.contains("vgg19") == true } == true)
  }

  @Test func whatIsOfAllIsNotNarrowed() async throws {
    for words in [
      ["--family", "gpu"], ["--precision", "tf32"], ["--seconds", "0"], ["--seconds", "inf"],
      ["--filter", "nosuch"],
    ] {
      let answer = try await program(["gpu-report", "r.json"] + words)
      #expect(answer.status == 64, "\(answer)")
    }
    #expect(try Folder.names(in: folder.url) == [])
  }
}
