import Files
import Kernels

extension FuzzTarget {
  /// The plan of a run, or what tuning kept.
  static let plan = FuzzTarget("plan") { input in
    let file = try input.file("plans.json")
    _ = try JSONFile.read(DevicePlan.self, from: file)
  }
}
