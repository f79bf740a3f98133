import ArgumentParser
import Files
import Foundation
import KernelCases
import Kernels
import ModelCases
import OpenCL

/// `ser gpu-report`
struct GPUReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gpu-report",
    abstract: "Check and measure a device, and write all of it into one file to send.",
    discussion: """
      Its facts, whether every kernel agrees with the reference, its ceilings, and the steps of all models \
      with the kernels that they spend their time in: in float32, and in tf32 where the device has tensor \
      cores. Where python3 has PyTorch, it times the same steps beside. It takes some minutes on a GPU, up to \
      an hour on a CPU. The file is JSON without anything of you or your recordings; nothing is sent by itself.

      Examples:
        ser gpu-report my-gpu.json
        ser gpu-report igpu.json --device 1
        ser gpu-report my-gpu.json --torch venv/bin/python
      """)

  @Argument(help: "The file to write.", completion: .file(extensions: ["json"]))
  var file: String

  @OptionGroup var device: DeviceOption

  @Option(help: ArgumentHelp("Seconds to spend on each model.", valueName: "seconds"))
  var seconds = 0.3

  @Option(
    help: ArgumentHelp("Only operations and models whose name has this in it.", valueName: "name"))
  var filter: String?

  @Option(
    help: ArgumentHelp("The Python whose PyTorch is timed beside.", valueName: "python"))
  var torch: String?

  @Flag(name: .shortAndLong, help: "Show no progress.")
  var quiet = false

  func validate() throws {
    guard seconds > 0, seconds.isFinite else {
      throw ValidationError("--seconds must be a number above 0.")
    }
  }

  func run() throws {
    guard
      filter == nil || !Registry.checks.asked(filter, by: { [$0.operation, $0.name] }).isEmpty
        || !ModelBenchmark.all().asked(filter, by: { [$0.name] }).isEmpty
    else {
      throw ValidationError("No operation and no model has \"\(filter ?? "")\" in its name.")
    }
    let device = try device.choose()
    let url = URL(filePath: file)
    try OutputGuard(reading: []).require([url], endingIn: ["json"])
    // Before the minutes that checks take.
    if let torch { _ = try TorchPeer(torch, on: device.facts, at: .float32) }
    var report = GPUReport(device)
    for family in DevicePlan.Family.all(on: device.facts) {
      report.agreement.append(try agreement(of: family, on: device))
    }
    let ceilings = try Cache.own.measuredCeilings(of: device)
    let precisions: [Precision] =
      MatrixUnits(of: device.facts) == nil ? [.float32] : [.float32, .tf32]
    for precision in precisions {
      let plan = try Cache.plan(for: device, at: precision)
      guard plan.precision == precision else { continue }
      report.speed.append(try speed(at: precision, plan, ceilings, on: device))
    }
    try JSONFile.write(report, to: url)
    print("\n\(url.path): the report; send it to those who gave you ser (docs/gpus.md)")
  }

  private func agreement(
    of family: DevicePlan.Family, on device: Device
  ) throws -> GPUReport.Agreement {
    let cases = Registry.checks.asked(filter) { [$0.operation, $0.name] }
    let bar = ProgressBar(
      "Checking", total: cases.count, unit: "cases", style: .current(isQuiet: quiet))
    let kernels = Kernels(
      try Cache.queue(on: device),
      plan: DevicePlan(device.facts, forced: family))
    var agreement = GPUReport.Agreement(family)
    for (number, test) in cases.enumerated() {
      agreement.add(try KernelCheck(test, on: kernels))
      bar.update(number + 1, detail: test.operation)
    }
    bar.finish()
    print(agreement.line)
    return agreement
  }

  private func speed(
    at precision: Precision, _ plan: DevicePlan, _ ceilings: Ceilings, on device: Device
  ) throws -> GPUReport.Speed {
    var speed = GPUReport.Speed(
      precision: precision, bench: BenchReport(device, plan: plan, ceilings: ceilings))
    print("\n\(precision.rawValue)")
    let peer = try torchPeer(at: precision, on: device)
    print(speed.bench.header)
    speed.torch = peer.map { GPUReport.Torch(about: $0.about) }
    for benchmark in ModelBenchmark.all().asked(filter, by: { [$0.name] }) {
      guard let ours = try speed.bench.time(benchmark, seconds: seconds, on: device) else {
        continue
      }
      if let theirs = peer?.median(of: benchmark.name, seconds: seconds) {
        speed.torch?.medianS[benchmark.name] = theirs
        print(GPUReport.Torch.line(theirs, ours: ours))
      }
      speed.profiles[benchmark.name] = try StepProfile(of: benchmark, on: device, plan)
    }
    return speed
  }

  /// nil, with a word, where there is none and none was asked for.
  ///
  /// - Throws: `TorchPeer.Missing` where the one that was asked for is not there.
  private func torchPeer(at precision: Precision, on device: Device) throws -> TorchPeer? {
    do {
      let peer = try TorchPeer(torch ?? "python3", on: device.facts, at: precision)
      print("beside it: \(peer.about.peer), \(peer.about.on)")
      return peer
    } catch {
      if torch != nil { throw error }
      print("without PyTorch: \(error)")
      return nil
    }
  }
}
