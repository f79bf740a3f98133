import ArgumentParser
import Files
import Foundation
import KernelCases
import Kernels
import ModelCases
import OpenCL

/// `ser bench --tune`
extension BenchCommand {
  /// Searches plans for all heavy work of some models' steps and keeps those that beat the rules'.
  ///
  /// - Parameter plan: the device's, with the plans that were kept before.
  /// - Throws: `OpenCLError` and `EngineError` where memory is short or the device fails;
  ///   `FileError` where the plans or the report cannot be written.
  func tune(_ models: [ModelBenchmark], on device: Device, _ plan: DevicePlan) throws {
    let bar = ProgressBar(
      "Shapes", total: models.count, unit: "models", style: .current(isQuiet: quiet))
    let work = try work(of: models, on: device, bar)
    guard !work.products.isEmpty || !work.convolutions.isEmpty || !work.weightGradients.isEmpty
    else {
      throw ValidationError("What was asked for has neither products nor convolutions to tune.")
    }
    let file = TuningFile(
      of: device.facts, at: plan.precision, in: try Cache.own.folder.get())
    var rules = plan
    rules.tuned = TunedPlans()
    var search = try Search(
      tuner: Tuner(
        Queue(device, cache: Cache.own.programs), plan: rules, seconds: seconds), file: file,
      report: TuningReport(device.facts, table: file.url),
      tuned: plan.tuned,
      bar: ProgressBar("Tuning", total: work.count, unit: "shapes", style: .current(isQuiet: quiet))
    )
    try search.tune(work.products, \.products)
    try search.tune(work.convolutions, \.convolutions)
    try search.tune(work.weightGradients, \.weightGradients)
    search.bar.finish()
    let total = search.report.total
    print(
      String(
        format: "All of them, as often as the models need them: %.3f s before, %.3f s after.",
        total.before, total.after))
    print("\(file.url.path): plans for \(counted(search.tuned.count, "shape"))")
    if let json { try JSONFile.write(search.report, to: URL(filePath: json)) }
  }

  /// The work that the models ask for in a step.
  ///
  /// - Throws: `OpenCLError` and `EngineError` where memory is short or the device fails.
  private func work(of models: [ModelBenchmark], on device: Device, _ bar: ProgressBar) throws
    -> WorkLog
  {
    let work = WorkLog()
    for (number, model) in models.enumerated() {
      bar.update(number, detail: model.name)
      let queue = try Cache.queue(on: device)
      try model.step(on: Kernels(queue, noting: work))()
    }
    bar.finish()
    return work
  }
}

/// Tuning under way.
private struct Search {
  let tuner: Tuner
  let file: TuningFile
  var report: TuningReport
  var tuned: TunedPlans
  let bar: ProgressBar
  private var done = 0

  init(
    tuner: Tuner, file: TuningFile, report: TuningReport, tuned: TunedPlans, bar: ProgressBar
  ) {
    (self.tuner, self.file, self.report) = (tuner, file, report)
    (self.tuned, self.bar) = (tuned, bar)
    bar.note(TuningReport.header)
  }

  /// Searches for each piece of work, and keeps what it finds at once.
  ///
  /// - Throws: `OpenCLError` where the rule's own plan fails, `FileError` where the plans cannot be
  ///   written.
  mutating func tune<Plan: MeasurablePlan>(
    _ work: [Plan.Work: Int], _ table: WritableKeyPath<TunedPlans, PlanTable<Plan>>
  ) throws {
    for (work, uses) in work.sorted(by: { Plan.title(of: $0.key) < Plan.title(of: $1.key) }) {
      bar.update(done, detail: Plan.title(of: work))
      let outcome: TuningOutcome<Plan> = try tuner.search(work)
      tuned[keyPath: table][work] = outcome.winner
      try file.write(tuned)
      let row = TuningReport.Row(outcome, uses: uses)
      report.append(row)
      bar.note(row.line)
      done += 1
    }
  }
}
