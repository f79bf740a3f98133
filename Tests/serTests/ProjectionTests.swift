import Files
import Foundation
import OpenCL
import TestSupport
import Testing

/// `ser bench --project`
struct ProjectionTests {
  private struct Report: Decodable {
    struct Environment: Decodable {
      let device: DeviceFacts
      let ceilings: Ceilings
      let ceilingsAre: String

      enum CodingKeys: String, CodingKey {
        case device, ceilings
        case ceilingsAre = "ceilings_are"
      }
    }
    struct Step: Decodable {
      struct Row: Decodable {
        let launches: Int
        let projected: Double
        let measured: Double?

        enum CodingKeys: String, CodingKey {
          case launches
          case projected = "projected_s"
          case measured = "measured_s"
        }
      }
      let name: String
      let launches: Int
      let projected: Double
      let measured: Double?
      let kernels: [Row]

      enum CodingKeys: String, CodingKey {
        case name, launches, kernels
        case projected = "projected_s"
        case measured = "measured_s"
      }
    }
    let what: String
    let environment: Environment
    let steps: [Step]
  }

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func project(
    _ words: String..., environment: [String: String] = [:]
  ) async throws -> Program.Answer {
    try await Program(folder: folder.url)(
      ["bench", "--filter", "attention", "--quiet", "--project"] + words,
      environment: environment)
  }

  private func report(_ name: String) throws -> Report {
    try JSONFile.read(Report.self, from: folder(name))
  }

  @Test func ofADeviceThatIsNotHereNeedsNone() async throws {
    let answer = try await project(
      "RTX 4090", "--json", "p.json", environment: ["OCL_ICD_VENDORS": folder("none").path])
    #expect(answer.status == 0, "\(answer)")
    #expect(answer.output.hasPrefix("Projection, not a measurement: NVIDIA GeForce RTX 4090"))
    #expect(answer.output.contains("attention_pool_group"))
    let report = try report("p.json")
    #expect(report.what == "projection" && report.environment.ceilingsAre == "published")
    let step = try #require(report.steps.first)
    #expect(step.name == "attention_T32_B32_h128_fwd_bwd" && step.measured == nil)
    #expect(step.launches == step.kernels.map(\.launches).reduce(0, +))
    #expect(step.projected >= step.kernels.map(\.projected).reduce(0, +))

    // It is no measurement on another machine either.
    let again = try await project("p.json")
    #expect(again.status == 0 && again.output.contains("by published ceilings"), "\(again)")
  }

  @Test func takesAReportOfADevice() async throws {
    let program = Program(folder: folder.url)
    let made = try await program(
      ["gpu-report", "r.json", "--filter", "attention", "--seconds", "0.01", "--quiet"])
    #expect(made.status == 0, "\(made)")
    let answer = try await project("r.json")
    #expect(answer.status == 0 && answer.output.contains("by measured ceilings"), "\(answer)")
  }

  /// Its ceilings are measured once.
  @Test func ofTheDeviceHereIsMeasuredBeside() async throws {
    let cache = ["XDG_CACHE_HOME": folder("cache").path]
    let first = try await project(
      "0", "--profile", "--seconds", "0.01", "--json", "1.json", environment: cache)
    #expect(first.status == 0, "\(first)")
    #expect(first.output.contains("measured ms"))
    let step = try #require(try report("1.json").steps.first)
    #expect(step.measured ?? 0 > 0 && step.kernels.contains { $0.measured ?? 0 > 0 })

    let second = try await project("0", "--json", "2.json", environment: cache)
    #expect(second.status == 0, "\(second)")
    let (former, kept) = (try report("1.json").environment, try report("2.json").environment)
    #expect(former.ceilingsAre == "measured" && kept.ceilings == former.ceilings)
    #expect(try report("2.json").steps.first?.measured == nil)

    // Another machine has this file alone.
    let elsewhere = try await project("1.json", "--json", "3.json")
    #expect(elsewhere.status == 0, "\(elsewhere)")
    #expect(try report("3.json").environment.ceilings == former.ceilings)
    let onItself = try await project("1.json", "--json", "1.json")
    #expect(onItself.status == 73, "\(onItself)")
  }

  @Test func factsAreEnoughOfADeviceThatIsKnown() async throws {
    let known = try #require(KnownDevice.named("h100")).facts
    _ = try folder.write(Data(JSONFile.text(known).utf8), to: "known.json")
    let answer = try await project("known.json")
    #expect(answer.status == 0 && answer.output.contains("published ceilings"), "\(answer)")
    let other = try JSONFile.text(known).replacing(known.name, with: "Another")
    _ = try folder.write(Data(other.utf8), to: "other.json")
    let unknown = try await project("other.json")
    #expect(unknown.status == 64 && unknown.output.isEmpty)
    for words in ["other.json", "Another", "ser bench --json"] {
      #expect(unknown.errors.contains(words), "\(unknown)")
    }
    _ = try folder.write(Data("{}".utf8), to: "empty.json")
    #expect(try await project("empty.json").isRefused(65, naming: "empty.json"))
  }

  @Test func whatCannotBeProjectedIsRefused() async throws {
    for (words, names) in [
      (["h101"], ["h101", "h100"]), (["h100", "--profile"], ["--profile"]),
      (["h100", "--tune"], ["--tune"]), (["h100", "--device", "0"], ["--device"]),
      (["h100", "--filter", "vgg20"], ["vgg20"]), (["h100", "--suite", "growth"], ["--project"]),
      (["h100", "--figures", "f"], ["--project"]), (["h100", "--shapes"], ["--shapes"]),
    ] {
      let answer = try await Program(folder: folder.url)(["bench", "--project"] + words)
      #expect(answer.status == 64 && answer.output.isEmpty, "\(answer)")
      #expect(names.allSatisfy(answer.errors.contains), "\(answer)")
    }
  }
}
