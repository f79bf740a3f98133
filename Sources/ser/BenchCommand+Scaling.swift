import ArgumentParser
import Files
import Foundation
import KernelCases
import Kernels
import ModelCases
import OpenCL
import Ranks

extension BenchCommand {
  /// Times steps that several processes take together, against those of one: with the whole batch as large as
  /// one's (strong scaling), and as many times as large (weak scaling).
  ///
  /// - Throws: `ValidationError` where this process was started alone; `RankError`, and what steps throw.
  func timeScaling() async throws {
    var answer = OutputOptions()
    answer.quiet = true
    try await RankProcess.run(telling: answer) { ranks, _ in
      guard !ranks.isAlone else {
        throw ValidationError(
          "The suite scaling is of several processes: mpirun -np 2 ser bench --suite scaling.")
      }
      guard !scaled.isEmpty else { throw nothingAsked(of: Self.papers.map(\.name)) }
      let device = try await self.device.choose(for: ranks)
      let own = try self.device.plan(for: device)
      let plan = try ranks.fromFirst { own }
      var report = ScalingReport(device, ranks)
      print(report.header)
      try StandardStreams.finish()
      for (name, batch) in scaled {
        for own in Set([max(1, batch / ranks.count), batch]).sorted() {
          if !quiet {
            StandardStreams.say(
              "measuring \(name), \(own * ranks.count) samples, \(own) a process\n")
          }
          let scaling = Scaling(name: name, of: batch, own: own, ranks, on: device, plan)
          report.append(try scaling.row(seconds: seconds))
          try StandardStreams.finish()
        }
      }
      if ranks.isFirst, let json { try JSONFile.write(report, to: URL(filePath: json)) }
    }
  }

  /// The models by the names of their steps, and the batches that the papers take.
  private static let papers = [
    (name: "vgg19_train", batch: 32), (name: "augmentor_step", batch: 16),
    (name: "mlp_gan_step", batch: 64), (name: "dnn400_train", batch: 64),
  ]

  /// What is asked for of them, with these batches or --batches.
  private var scaled: [(name: String, batch: Int)] {
    let asked = Self.papers.asked(filter) { [$0.name] }
    let batches = batches?.split(separator: ",").compactMap { Int($0) }
    return asked.flatMap { name, batch in (batches ?? [batch]).map { (name, $0) } }
  }
}

/// A model's step with a batch for each process.
private struct Scaling {
  private let name: String
  /// The batch that one process is measured with.
  private let batch: Int
  /// Samples that each of several has.
  private let own: Int
  private let ranks: Ranks
  private let device: Device
  private let plan: DevicePlan

  init(
    name: String, of batch: Int, own: Int, _ ranks: Ranks, on device: Device, _ plan: DevicePlan
  ) {
    (self.name, self.batch, self.own) = (name, batch, own)
    (self.ranks, self.device, self.plan) = (ranks, device, plan)
  }

  /// - Parameter seconds: to spend on each kind of step, about.
  func row(seconds: Double) throws -> ScalingReport.Row {
    let alone = try step(batch, over: .whole)
    // The others wait, asleep.
    let single = try ranks.isFirst ? time(alone, seconds: seconds) : [0]
    try ranks.meet()
    let count = try ranks.fromFirst { single.count }
    let apart = try time(step(own, over: .whole), times: count)
    let together = try step(own, over: BatchShare(of: own * ranks.count, among: ranks))
    try together()
    _ = ranks.takeTimes()
    let times = try time(together, times: count)
    let spent = ranks.takeTimes()
    let medians = try [single, apart, times].map { list in try ranks.fromFirst { list.median } }
    let ideal = medians[0] / Double(batch) * Double(own)
    return ScalingReport.Row(
      name: name, batch: own * ranks.count, own: own, alone: medians[0], apart: medians[1],
      together: medians[2], sums: spent.sums / .seconds(count),
      exposed: spent.exposed / .seconds(count),
      efficiency: ideal / medians[2])
  }

  private func step(_ batch: Int, over share: BatchShare) throws -> ModelBenchmark.Step {
    guard let benchmark = ModelBenchmark.all(batch: batch).first(where: { $0.name.hasPrefix(name) })
    else { throw ValidationError("There is no step \(name).") }
    return try benchmark.step(on: Kernels(Queue(device), plan: plan), over: share)
  }

  /// The seconds of steps after one that is not counted, as many as take some time.
  private func time(_ step: ModelBenchmark.Step, seconds: Double) throws -> [Double] {
    try step()
    let begun = ContinuousClock.now
    try step()
    let once = begun.duration(to: .now) / .seconds(1)
    return try time(step, times: min(200, max(3, Int(seconds / once))))
  }

  private func time(_ step: ModelBenchmark.Step, times: Int) throws -> [Double] {
    try step()
    return try (0..<times).map { _ in
      let begun = ContinuousClock.now
      try step()
      return begun.duration(to: .now) / .seconds(1)
    }
  }
}

extension [Double] {
  fileprivate var median: Double {
    let sorted = sorted()
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
  }
}
