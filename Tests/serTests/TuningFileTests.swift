import Files
import Foundation
import Kernels
import OpenCL
import TestSupport
import Testing

@testable import ser

/// The table that `ser bench --tune` keeps, and who uses it.
@Suite struct TuningFileTests {
  let folder: TemporaryFolder
  let file: TuningFile
  let facts: DeviceFacts

  init() throws {
    folder = try TemporaryFolder()
    facts = try Device.choose().facts
    file = TuningFile(of: facts, at: .float32, in: try PrivateFolder(folder("ser")))
  }

  /// A plan that is no rule's.
  private var plans: TunedPlans {
    let shape = MatMulShape(rows: 2, columns: 8, depth: 64, transposedB: true)
    var plan = MatMulPlan(DevicePlan(facts), shape)
    plan.splits = 3
    var plans = TunedPlans()
    plans.products[shape] = plan
    return plans
  }

  /// Where pocl keeps what it compiled, wherever else our own cache is: to compile all kernels of a
  /// training anew takes minutes.
  private var poclCache: String {
    let environment = ProcessInfo.processInfo.environment
    return environment["POCL_CACHE_DIR"]
      ?? (environment["XDG_CACHE_HOME"] ?? NSHomeDirectory() + "/.cache") + "/pocl/kcache"
  }

  @Test func readsWhatItWrote() throws {
    #expect(try file.read() == TunedPlans())
    try file.write(plans)
    #expect(try file.read() == plans)
  }

  /// Plans that round factors are no plans for a run that does not.
  @Test func everyPrecisionHasATableOfItsOwn() throws {
    try file.write(plans)
    let other = TuningFile(of: facts, at: .tf32, in: try PrivateFolder(folder("ser")))
    #expect(other.url != file.url)
    #expect(try other.read() == TunedPlans())
  }

  @Test func refusesATableOfAnotherDevice() throws {
    try file.write(plans)
    let text = try String(contentsOf: file.url, encoding: .utf8)
    try text.replacingOccurrences(of: facts.driver, with: "another driver")
      .write(to: file.url, atomically: true, encoding: .utf8)
    #expect { try file.read() } throws: { error in
      "\(error)".contains("another driver") && "\(error)".contains(file.url.path)
    }
  }

  @Test(arguments: ["", "{", #"{"key": 1}"#])
  func aBrokenTableIsNamedAndNotUsed(content: String) async throws {
    try Data(content.utf8).write(to: file.url)
    let answer = try await Program(folder: folder.url)(
      ["bench", "--suite", "models", "--filter", "attention", "--seconds", "0.01"],
      environment: ["XDG_CACHE_HOME": folder.url.path])
    #expect(answer.status == 0)
    #expect(answer.errors.contains("warning: \(file.url.path)"))
  }

  @Test func aRunKeepsThePlansThatItBeganWith() async throws {
    let corpus = try SmallCorpus()
    let (bare, tuned) = (corpus.folder("bare"), corpus.folder("tuned"))
    try TuningFile(of: facts, at: .float32, in: try PrivateFolder(tuned.appending(path: "ser")))
      .write(plans)
    func train(_ output: String, _ more: [String], cache: URL) async throws -> Program.Answer {
      try await corpus.program(
        ["train", "augmentor", "m.csv", "--output", output] + SmallCorpus.settings + more,
        environment: ["XDG_CACHE_HOME": cache.path, "POCL_CACHE_DIR": poclCache])
    }
    let whole = try await train("whole", [], cache: bare)
    #expect(whole.status == 0, "\(whole.errors)")
    // What a run has that ended before its first step.
    try FileManager.default.copyItem(at: corpus.folder("whole"), to: corpus.folder("run"))
    for name in ["checkpoints", "augmentor.safetensors", "metrics.jsonl"] {
      try? FileManager.default.removeItem(at: corpus.folder("run/\(name)"))
    }
    let resumed = try await train("run", ["--resume"], cache: tuned)
    #expect(resumed.status == 0, "\(resumed.errors)")
    for name in ["augmentor.safetensors", "metrics.jsonl", "plans.json"] {
      #expect(try corpus.isSame("whole/\(name)", "run/\(name)"), "\(name)")
    }

    let later = try await train("later", ["--set", "augmentorTraining.iterations=1"], cache: tuned)
    #expect(later.status == 0, "\(later.errors)")
    let kept = try JSONFile.read(DevicePlan.self, from: corpus.folder("later/plans.json"))
    #expect(kept.tuned == plans)
  }
}
