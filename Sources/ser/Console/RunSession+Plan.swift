import ArgumentParser
import Emotion
import Files
import Foundation
import KernelCases
import Kernels
import OpenCL
import Training

extension RunSession {
  /// Ends with what an experiment would compute, of which nothing is computed and nothing written.
  ///
  /// - Throws: `CleanExit` with the plan; what settings, device, folder and preparation may throw.
  static func plan<Prepared, Value>(
    _ options: RunOptions, data: [String: String], choices: RunChoices, device: DeviceOptions,
    answer: OutputOptions, prepare: (Configuration) async throws -> Prepared,
    work: (RunSession, Prepared) throws -> Value
  ) async throws -> Never {
    // Without a name the device that would compute.
    let projected = try ProjectedDevice(device.device ?? "0", device)
    let (folder, configuration) = try options.planned(data: data, choices: choices)
    let prepared = try await prepare(configuration)
    let recording = Recording()
    let model = CostModel(
      projected.facts, family: projected.plan.family, ceilings: projected.ceilings)
    let planner = ExperimentPlanner(
      Rehearsal { StepProjection(of: recording.take(), by: model).seconds })
    let session = try RunSession(
      planning: folder, configuration,
      on: Kernels(Queue(noting: recording, for: projected.facts), plan: projected.plan),
      answer: answer, planner)
    do { _ = try work(session, prepared) } catch is ExperimentPlanner.Made {}
    let worked = try? RecordedRun(folder.url).seconds
    let report = PartsReport(
      planner.parts, on: projected.facts.name, by: projected.source.rawValue, worked: worked)
    throw CleanExit.message(answer.json ? try JSONFile.text(report) : report.text)
  }

  private init(
    planning folder: RunFolder, _ configuration: Configuration, on kernels: Kernels,
    answer: OutputOptions, _ planner: ExperimentPlanner
  ) throws {
    var answer = answer
    answer.quiet = true
    let observer = ConsoleObserver(answer)
    self.init(
      trainer: try Trainer(
        planning: planner, configuration, folder: folder, on: kernels, observer: observer),
      observer: observer, kernels: kernels,
      clock: RunClock(folder, elapsed: ProgressBar.stopwatch()), right: .none)
  }
}

extension RunOptions {
  /// The run as it would be started, or as it is.
  fileprivate func planned(
    data: [String: String], choices: RunChoices
  ) throws -> (folder: RunFolder, settings: Configuration) {
    let sources = try sources() + choices.sources
    let further = choices.further.merging(reading.further) { $1 }
    if RunFolder.isStarted(folder) {
      return try RunFolder.resuming(
        folder, preset: settings.preset, sources: sources, options: further, data: data,
        as: Configuration.self)
    }
    let configuration = try Configuration(
      preset: settings.preset, sources: choices.defaults + sources)
    let environment = RunEnvironment(
      device: "", driver: "", version: Ser.version, seed: configuration.seed, data: data,
      options: further)
    return (RunFolder(planning: folder, environment: environment), configuration)
  }
}
