import Files
import Kernels
import OpenCL

extension FuzzTarget {
  /// The plan of a run, or what tuning kept.
  static let plan = FuzzTarget("plan") { input in
    let file = try input.file("plans.json")
    _ = try JSONFile.read(DevicePlan.self, from: file)
  }

  /// What was measured on another machine.
  static let bench = FuzzTarget("bench") { input in
    _ = try BenchFile(try input.file("bench.json"))
  }

  /// A device's facts, and what is planned by them.
  static let deviceFacts = FuzzTarget("device-facts") { input in
    let plan = DevicePlan(try FactsFile(try input.file("facts.json")).facts)
    for size in [1, 1000] {
      _ = MatMulPlan(plan, MatMulShape(rows: size, columns: size, depth: size))
    }
  }
}
