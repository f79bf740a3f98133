import ArgumentParser
import Files
import Foundation
import KernelCases
import Kernels
import ModelCases
import OpenCL

/// `ser bench --project`
extension BenchCommand {
  /// Projects the steps of some models onto a device, which need not be here.
  ///
  /// - Parameter name: of the device, or a file.
  /// - Throws: `ValidationError` where nothing is known of it, `FileError` where its file cannot be read or the
  ///   report not be written; `OpenCLError` and `EngineError` where a device that is here fails.
  func projectModels(_ models: [ModelBenchmark], onto name: String) throws {
    if let json {
      try OutputGuard(reading: [URL(filePath: name)])
        .require([URL(filePath: json)], endingIn: ["json"])
    }
    guard device.device == nil || FileManager.default.fileExists(atPath: name) else {
      throw ValidationError("--project \(name) is one device; leave --device away.")
    }
    let projected = try ProjectedDevice(
      name, device, choosing: device.device, measuringAnew: profile)
    if profile, projected.device == nil {
      throw ValidationError(
        "--profile measures beside the projection, and \(projected.facts.name) is not here; leave it away."
      )
    }
    let model = CostModel(
      projected.facts, family: projected.plan.family, ceilings: projected.ceilings)
    var report = ProjectionReport(projected)
    print(report.header)
    for benchmark in models {
      let recorded = try RecordedStep(of: benchmark, on: projected.facts, projected.plan)
      report.append(
        benchmark.name, samples: benchmark.samples,
        StepProjection(of: recorded.work, by: model),
        measured: try profile ? measure(benchmark, projected) : nil)
    }
    if let json { try JSONFile.write(report, to: URL(filePath: json)) }
  }

  /// nil where the device is not here.
  private func measure(
    _ benchmark: ModelBenchmark, _ projected: ProjectedDevice
  ) throws -> (seconds: Double, profile: StepProfile)? {
    guard let device = projected.device else { return nil }
    let step = try benchmark.step(on: Kernels(try Queue(device), plan: projected.plan))
    let timing = try Timing(seconds: seconds, step)
    // The least: others that use the device can only slow it.
    return (timing.minimum, try StepProfile(of: benchmark, on: device, projected.plan))
  }
}
