import ArgumentParser
import Files
import Foundation
import KernelCases
import Kernels
import OpenCL
import TestVectors

/// `ser check`
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Compare every kernel with the reference on a device.",
    discussion: """
      Each operation runs at sizes that break tiles, once the way a CPU does it and once the way a \
      GPU does it, and is compared with plain loops in double precision. With --vectors the \
      operations, networks and short trainings of a folder of PyTorch vectors are compared instead. \
      The status is 0 only where all agree.

      Examples:
        ser check
        ser check --filter conv2d --device 0
        ser check --family gpu
        ser check --precision tf32x3
        ser check --vectors vectors --json
      """)

  @OptionGroup var device: DeviceOptions

  @Option(
    help: ArgumentHelp("Only operations or cases whose name has this in it.", valueName: "name"))
  var filter: String?

  @Option(
    help: ArgumentHelp("Compare PyTorch's vectors in this folder instead.", valueName: "folder"),
    completion: .directory)
  var vectors: String?

  @Flag(help: "Answer as JSON on standard output.")
  var json = false

  @Flag(help: "A line a case instead of a line an operation.")
  var verbose = false

  func validate() throws {
    guard vectors == nil || device.wantedPrecision == .float32 else {
      throw ValidationError(
        "--vectors holds numbers in float32; leave out --precision, or check kernels without --vectors."
      )
    }
  }

  func run() throws {
    let (chosen, device) = (device, try device.choose())
    if let vectors {
      try checkVectors(URL(filePath: vectors, directoryHint: .isDirectory), on: device)
      return
    }
    let cases = Registry.checks.filter { test in
      filter.map { test.operation.contains($0) || test.name.contains($0) } ?? true
    }
    guard !cases.isEmpty else {
      throw ValidationError("No operation's name has \"\(filter ?? "")\" in it; try `ser check`.")
    }
    var checks: [KernelCheck] = []
    if !json { print("\(device.name), \(device.facts.platform)") }
    let rules = try Cache.rules(for: device, at: chosen.wantedPrecision)
    for family in chosen.family.map({ [$0] }) ?? DevicePlan.Family.all(on: device.facts) {
      let plan = DevicePlan(
        device.facts, forced: family, precision: family == .gpu ? rules.precision : .float32,
        matrixUnits: rules.matrixUnits)
      let kernels = Kernels(try Queue(device), plan: plan)
      for test in cases { checks.append(try KernelCheck(test, on: kernels)) }
    }
    if json { print(try JSONFile.text(checks)) } else { show(checks) }
    if checks.contains(where: { !$0.agrees }) { throw ExitCode(ExitStatus.software.rawValue) }
  }

  /// A line a case as it comes, then how many agree.
  ///
  /// - Throws: `FileError` where the folder holds no vectors, `ValidationError` where none has the
  ///   name that is asked for, `OpenCLError.call` where the device cannot be opened; `ExitCode`
  ///   where some disagree.
  private func checkVectors(_ folder: URL, on device: Device) throws {
    let suite = try VectorSuite(
      folder: folder, of: VectorCatalog.engine.joined(with: .models))
    let names = suite.names.filter { name in filter.map(name.contains) ?? true }
    guard !names.isEmpty else {
      throw ValidationError("No vector's name has \"\(filter ?? "")\" in it.")
    }
    let queue = try Queue(device)
    var checks: [VectorCheck] = []
    for name in names {
      let outcomes = suite.check(name, on: queue, family: self.device.family)
      checks += outcomes
      if json { continue }
      for outcome in outcomes { print("\(outcome.agrees ? "ok   " : "FAILS")  \(outcome)") }
    }
    let failures = checks.count { !$0.agrees }
    if json {
      print(try JSONFile.text(checks))
    } else {
      print(
        failures == 0
          ? "All \(checks.count) comparisons agree."
          : "\(failures) of \(checks.count) comparisons disagree.")
    }
    if failures > 0 { throw ExitCode(ExitStatus.software.rawValue) }
  }

  private func show(_ checks: [KernelCheck]) {
    let lines =
      verbose
      ? checks.map { (title: "\($0.operation): \($0.name) (\($0.family.rawValue))", checks: [$0]) }
      : grouped(checks)
    let width = lines.map(\.title.count).max() ?? 0
    for line in lines {
      let worst = line.checks.max { ratio($0) < ratio($1) }
      let title = line.title.padding(toLength: width, withPad: " ", startingAt: 0)
      let error = worst?.error.map { String(format: "%.1e", $0) } ?? "not finite"
      let failed = line.checks.filter { !$0.agrees }
      print(
        "\(title)  \(counted(line.checks.count, "case"))  largest error \(error)  "
          + (failed.isEmpty ? "ok" : "FAILS: \(failed.map(\.name).joined(separator: "; "))"))
    }
    let failures = checks.count { !$0.agrees }
    print(
      failures == 0
        ? "All \(checks.count) cases agree." : "\(failures) of \(checks.count) cases disagree.")
  }

  private func grouped(_ checks: [KernelCheck]) -> [(title: String, checks: [KernelCheck])] {
    Dictionary(grouping: checks) { "\($0.operation) (\($0.family.rawValue))" }
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func ratio(_ check: KernelCheck) -> Double {
    guard let error = check.error else { return .infinity }
    return check.tolerance > 0 ? error / check.tolerance : error
  }
}
