import ArgumentParser
import Files
import Foundation
import KernelCases
import Kernels
import ModelCases
import OpenCL
import Report

/// `ser bench`
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure the throughput of kernels and models on a device.",
    discussion: """
      The device's ceilings come first: multiply-adds on registers, and a copy. An operation is timed \
      only after all its cases agree with the reference; one that waits for memory in turns with \
      kernels that only read, write, copy or update, which are its ceiling. Figures are medians of repeated runs after \
      one that is not counted; rates of kernels are arithmetic and traffic that the operation needs \
      at least.

      Examples:
        ser bench --suite models --filter vgg19 --profile --shapes
        ser bench --suite models --filter vgg19_train --batches 1,8,64
        ser bench --suite kernels --filter conv2d --json bench.json
        ser bench --suite growth --figures growth
        ser bench --tune --filter vgg19_train --batches 32
        ser bench --suite models --precision tf32
        ser bench --project rtx-4090 --filter vgg19_train --json projection.json
      """)

  enum Suite: String, CaseIterable { case kernels, models, growth, scaling }

  @OptionGroup var device: DeviceOptions

  @Option(
    help: ArgumentHelp(
      "kernels, models, growth, with commas, or scaling.",
      discussion: """
        growth is how a step's time grows with its size; scaling, as in mpirun -np 2 ser bench --suite scaling, what one costs that several \
        processes take together.
        """,
      valueName: "suites"))
  var suite = allKernelsAndModels

  private static let allKernelsAndModels = "kernels,models"

  @Option(help: ArgumentHelp("Only what has this in its name.", valueName: "name"))
  var filter: String?

  @Option(
    help: ArgumentHelp(
      "Batches of the models, with commas, instead of the papers'.", valueName: "numbers"))
  var batches: String?

  @Option(help: ArgumentHelp("Seconds to spend on each.", valueName: "seconds"))
  var seconds = 1.0

  @Option(help: ArgumentHelp("Also write the results here.", valueName: "file"))
  var json: String?

  @Option(
    help: ArgumentHelp("A folder for the figures of the suite growth.", valueName: "folder"),
    completion: .directory)
  var figures: String?

  @Flag(help: "Also show where a model's step spends the device's time, and the program's own.")
  var profile = false

  @Flag(help: "With --profile: by the rows, columns and depth of products too.")
  var shapes = false

  @Flag(
    help: ArgumentHelp(
      "Instead of timing models, search the quickest plans for their work on this device and keep them.",
      discussion: """
        Trainings that begin later use them; one that goes on keeps those that it began with. On each shape \
        --seconds is spent, and as long as it takes to compile dozens of plans, seconds each on some drivers: \
        what is found is kept at once, so that it can be ended and begun again.
        """))
  var tune = false

  @Option(
    help: ArgumentHelp(
      "Instead of timing models, say what their steps should take on a device, which need not be here.",
      discussion: """
        A projection by the device's ceilings, kernel by kernel: by those that makers publish of \
        \(KnownDevice.names); by measured ones of a device here (as --device takes it), or of the file that \
        `ser bench --json` wrote on another machine. For a device here --profile measures beside it.
        """, valueName: "name or file"))
  var project: String?

  @Flag(name: .shortAndLong, help: "Show no progress.")
  var quiet = false

  func validate() throws {
    _ = try models()
    guard try !suites().contains(.scaling) || suite == Suite.scaling.rawValue else {
      throw ValidationError("The suite scaling is of several processes; leave the others away.")
    }
    guard !tune || device.family == nil else {
      throw ValidationError("--tune searches for the device's own family; leave --family away.")
    }
    guard project == nil || !tune else {
      throw ValidationError("--project measures no plans; leave --tune away.")
    }
    for (option, isGiven) in [("--project", project != nil), ("--tune", tune)] where isGiven {
      guard figures == nil, suite == Self.allKernelsAndModels || suite == Suite.models.rawValue
      else {
        throw ValidationError("\(option) is of models; leave --figures and other suites away.")
      }
    }
    guard !profile || !tune, !shapes || (profile && project == nil) else {
      throw ValidationError(
        "--shapes and --profile are of steps that are timed; leave them away, or time models with --profile."
      )
    }
    guard seconds > 0, seconds.isFinite else {
      throw ValidationError("--seconds must be a number above 0.")
    }
  }

  func run() async throws {
    if try suites() == [.scaling] { return try await timeScaling() }
    if let project { return try projectModels(try askedModels(), onto: project) }
    let (chosen, device) = (device, try device.choose())
    let plan = try chosen.plan(for: device)
    try guardOutputs(
      tuning: (try? Cache.own.folder.get()).map {
        TuningFile(of: device.facts, at: plan.precision, in: $0).url
      })
    if tune {
      return try tune(try askedModels(), on: device, plan)
    }
    var report = BenchReport(
      device, plan: plan,
      ceilings: try Cache.own.measuredCeilings(of: device))
    print(report.header)
    for suite in try suites() {
      switch suite {
      case .kernels: try timeKernels(on: device, &report)
      case .models:
        for benchmark in asked(of: try models(), { [$0.name] }) {
          _ = try time(benchmark, on: device, &report)
        }
      case .growth: try timeGrowth(on: device, &report)
      case .scaling: break
      }
    }
    guard !report.results.isEmpty || !report.leftOut.isEmpty else { throw nothingAsked }
    if let note = report.noteOnShares { print("\n\(note)") }
    if let json { try JSONFile.write(report, to: URL(filePath: json)) }
    if report.results.isEmpty { throw NothingMeasured(report.leftOut) }
  }

  /// - Throws: `ValidationError` where there is none.
  private func askedModels() throws -> [ModelBenchmark] {
    let models = asked(of: try models()) { [$0.name] }
    guard !models.isEmpty else { throw nothingAsked }
    return models
  }

  /// - Parameter table: of the plans, which are read, and by --tune written.
  /// - Throws: `FileError` where they or one figure would be written over, or what is written cannot be.
  private func guardOutputs(tuning table: URL?) throws(FileError) {
    let inputs = OutputGuard(reading: [table].compactMap(\.self))
    if let json { try inputs.require([URL(filePath: json)], endingIn: ["json"]) }
    guard let figures else { return }
    try inputs.require(
      GrowthBenchmark.all.map { place(of: $0, in: figures) }
        + [json].compactMap(\.self).map { URL(filePath: $0) }, makingFolders: true)
  }

  private func place(of growth: GrowthBenchmark, in folder: String) -> URL {
    URL(filePath: folder).appending(path: "\(growth.name).svg")
  }

  var nothingAsked: ValidationError { nothingAsked(of: []) }

  /// - Parameter names: what could have been asked for; none where they are too many to name.
  func nothingAsked(of names: [String]) -> ValidationError {
    let choice = names.isEmpty ? "" : "; there are \(names.joined(separator: ", "))"
    return ValidationError("Nothing to measure has \"\(filter ?? "")\" in its name\(choice).")
  }

  private func suites() throws -> [Suite] {
    try suite.split(separator: ",").map { name in
      guard let suite = Suite(rawValue: String(name)) else {
        throw ValidationError(
          "\"\(name)\" is no suite; choose from \(Suite.allCases.map(\.rawValue).joined(separator: ", "))."
        )
      }
      return suite
    }
  }

  private func models() throws -> [ModelBenchmark] {
    guard let batches else { return ModelBenchmark.all() }
    return try batches.split(separator: ",").flatMap { text in
      guard let batch = Int(text), batch > 0 else {
        throw ValidationError("\"\(text)\" is no batch; give numbers from 1 with commas.")
      }
      return ModelBenchmark.all(batch: batch)
    }
  }

  private func asked<Item>(of items: [Item], _ names: (Item) -> [String]) -> [Item] {
    items.asked(filter, by: names)
  }

  private func timeKernels(on device: Device, _ report: inout BenchReport) throws {
    let kernels = Kernels(try Queue(device), plan: report.environment.plan)
    for operation in Registry.operations {
      let timings = asked(of: operation.timings) { [$0.operation, $0.name] }
      guard !timings.isEmpty else { continue }
      let failures = try operation.checks.map { try KernelCheck($0, on: kernels) }
        .filter { !$0.agrees }
      guard failures.isEmpty else {
        report.leaveOut(
          timings[0].operation, because: .disagreement,
          "\(failures[0].name) disagrees with its reference")
        continue
      }
      for test in timings {
        let trial = try test.trial(on: kernels)
        report.append(try row(of: test, trial, on: kernels, report.environment.ceilings))
      }
    }
  }

  private func row(
    of test: KernelCase, _ trial: Trial, on kernels: Kernels, _ ceilings: Ceilings
  ) throws -> BenchReport.Row {
    let bytes = test.traffic.bytes
    guard test.flops > 0 else {
      let memory = try MemoryTiming(of: test.traffic, seconds: seconds, on: kernels, trial.run)
      var row = BenchReport.Row(test.name, of: test.operation, memory.timing)
      row.gbytesPerS = bytes / memory.timing.median / 1e9
      row.ofCeiling = memory.ofCeiling
      return row
    }
    let timing = try Timing(seconds: seconds) { () throws(OpenCLError) in
      try trial.run()
      try kernels.queue.finish()
    }
    var row = BenchReport.Row(test.name, of: test.operation, timing)
    row.gflops = test.flops / timing.median / 1e9
    if bytes > 0 { row.gbytesPerS = bytes / timing.median / 1e9 }
    row.ofCeiling = ceilings.share(flops: test.flops, bytes: bytes, in: timing.median)
    return row
  }

  /// - Returns: the median in seconds; nil where there is too little memory.
  /// - Throws: `OpenCLError` and `EngineError` where the device fails.
  private func time(
    _ benchmark: ModelBenchmark, on device: Device, _ report: inout BenchReport
  ) throws -> Double? {
    guard let median = try report.time(benchmark, seconds: seconds, on: device) else { return nil }
    if profile {
      print(
        try StepProfile(of: benchmark, on: device, report.environment.plan).text(shapes: shapes))
    }
    return median
  }

  private func timeGrowth(on device: Device, _ report: inout BenchReport) throws {
    for growth in asked(of: GrowthBenchmark.all, { [$0.name] }) {
      var points: [(x: Double, y: Double)] = []
      for (size, benchmark) in growth.steps {
        guard let median = try time(benchmark, on: device, &report) else { continue }
        points.append((size, 1000 * median))
      }
      guard let figures else { continue }
      try Folder.create(URL(filePath: figures))
      try LineChart(
        growth.name.replacing("_", with: " "), [.init(growth.name, points)], x: growth.axis,
        y: "milliseconds", xScale: .logarithmic, yScale: .logarithmic
      ).write(to: place(of: growth, in: figures))
    }
  }
}
