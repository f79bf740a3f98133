import Files
import Foundation
import TestSupport
import Testing

/// `ser kernels` needs no device.
struct KernelsCommandTests {
  private struct Index: Decodable {
    struct Program: Decodable {
      struct Kernel: Decodable {
        struct Launch: Decodable {
          let step: String
          let global: [Int]
          let group: [Int]?
          let times: Int
        }
        let name: String
        let localBytes: Int
        let launches: [Launch]

        enum CodingKeys: String, CodingKey {
          case name, launches
          case localBytes = "local_bytes"
        }
      }
      let file: String
      let options: String
      let kernels: [Kernel]
    }
    struct Step: Decodable {
      let name: String
      let launches: Int
      let kernels: [String: Int]
      let hostSeconds: Double
      let memoryBytes: Int

      enum CodingKeys: String, CodingKey {
        case name, launches, kernels
        case hostSeconds = "host_s"
        case memoryBytes = "memory_bytes"
      }
    }
    let programs: [Program]
    let steps: [Step]
  }

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ words: String...) async throws -> Program.Answer {
    try await Program(folder: folder.url)(
      ["kernels"] + words, environment: ["OCL_ICD_VENDORS": folder("none").path])
  }

  @Test func writesWhatAStepLaunches() async throws {
    let answer = try await run(
      "--facts", "RTX 4090", "--step", "dnn400_train", "--output", "programs")
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(answer.output.contains("dnn400_train_b64"))
    let index = try JSONFile.read(Index.self, from: folder("programs/index.json"))
    #expect(index.steps.map(\.name) == ["dnn400_train_b64"])
    let step = try #require(index.steps.first)
    #expect(step.launches > 0 && step.launches == step.kernels.values.reduce(0, +))
    #expect(step.memoryBytes > 4 * 1582 * 400 && step.hostSeconds > 0)
    let kernels = index.programs.flatMap(\.kernels)
    #expect(kernels.flatMap(\.launches).map(\.times).reduce(0, +) == step.launches)
    #expect(kernels.contains { $0.name == "matmul_tiled" && $0.localBytes > 0 })
    #expect(try folder.contents.contains("programs"))
    for program in index.programs {
      let text = try String(
        contentsOf: folder("programs/\(program.file)"), encoding: .utf8)
      #expect(text.hasPrefix("// \(program.options)\n#line 1 \"kernels/"), "\(program.file)")
      // A macro puts some names together.
      for kernel in program.kernels {
        #expect(text.contains(kernel.name.replacing(/_(forward|gradient)$/, with: "")))
      }
    }
  }

  /// What compilers are given next is of one device.
  @Test func replacesWhatItWroteEarlier() async throws {
    for device in ["rtx-4090", "iris-xe"] {
      let answer = try await run(
        "--facts", device, "--step", "dnn400_train", "--output", "programs")
      #expect(answer.status == 0, "\(answer.errors)")
      _ = try folder.write(Data("mine".utf8), to: "programs/notes-of-mine.cl")
    }
    let index = try JSONFile.read(Index.self, from: folder("programs/index.json"))
    #expect(
      Set(try Folder.names(in: folder("programs")))
        == Set(index.programs.map(\.file) + ["index.json", "notes-of-mine.cl"]))
  }

  @Test func takesFactsOfAFile() async throws {
    let facts = """
      {"name": "Small", "vendor": "v", "platform": "p", "version": "OpenCL 1.2", "driver": "1",
       "kind": "gpu", "computeUnits": 2, "globalMemory": 1000000, "maxAllocation": 4096,
       "localMemory": 1024, "maxWorkGroup": 16, "maxWorkItemSizes": [16, 16, 16],
       "nativeFloatWidth": 1, "extensions": [], "subGroupWidths": []}
      """
    _ = try folder.write(Data(facts.utf8), to: "facts.json")
    let answer = try await run(
      "--facts", "facts.json", "--step", "dnn400_train", "--output", "programs")
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(answer.output.contains("Small, p: not computed"))
    #expect(answer.output.contains("bytes in one buffer, where 4096 are allowed"))
    #expect(answer.output.contains("bytes in all, where 1000000 are allowed"))
    #expect(!answer.output.contains("work-items"))
    let onFacts = try await run("--facts", "facts.json", "--output", "facts.json/x")
    #expect(onFacts.status == 73, "\(onFacts.errors)")
  }

  @Test func anUnknownDeviceNamesThoseThatAreKnown() async throws {
    let answer = try await run("--facts", "h101", "--output", "programs")
    #expect(answer.status == 64 && answer.errors.contains("h100"), "\(answer.errors)")
    let both = try await run("--facts", "h100", "--device", "0", "--output", "programs")
    #expect(both.status == 64)
    let noStep = try await run("--facts", "h100", "--step", "vgg20", "--output", "programs")
    #expect(noStep.status == 64 && noStep.errors.contains("vgg20"))
    #expect(try folder.contents.isEmpty)
  }
}
