import ArgumentParser
import Emotion
import Files
import Foundation
import KernelCases
import Kernels
import OpenCL
import Training

extension RunSession {
  /// Ends with what an experiment would compute, or the script by which Slurm would; nothing is computed and
  /// nothing written. What the run itself would refuse is refused.
  ///
  /// - Throws: `CleanExit` with the plan or the script; what settings, device, folder and preparation may
  ///   throw.
  static func plan<Prepared: PreparedRecordings, Value>(
    _ options: RunOptions, reading files: [URL], choices: RunChoices, device: DeviceOptions,
    answer: OutputOptions, sharing: SharingOptions,
    prepare: Preparation<Prepared>,
    work: (RunSession, Prepared) throws -> Value
  ) async throws -> Never {
    var (device, choices) = (device, choices)
    if options.resume { device.precision = device.precision ?? precision(of: options.folder) }
    choices.further.merge(device.further) { $1 }
    // Without a name the device that would compute. Parts are counted on any: where the script is written
    // there may be none.
    let projected = try ProjectedDevice(
      sharing.slurm ? KnownDevice.all[0].name : device.device ?? "0", device)
    try requirePlaces(options, reading: files, choices: choices)
    let (folder, configuration) = try options.planned(
      data: try hashes(of: files), choices: choices, sharing: sharing)
    let prepared = try await prepare(configuration, answer)
    if folder.knowsItsRecordings {
      try folder.requireSame(prepared.leftOut, resuming: true)
      try folder.requireSameSounds(prepared.reports, resuming: true)
    }
    let recording = Recording()
    let model = CostModel(
      projected.facts, family: projected.plan.family, ceilings: projected.ceilings)
    let planner = ExperimentPlanner(
      Rehearsal { StepProjection(of: recording.take(), by: model).seconds },
      timed: !sharing.slurm)
    let session = try RunSession(
      planning: folder, configuration,
      on: Kernels(Queue(noting: recording, for: projected.facts), plan: projected.plan),
      answer: answer, planner)
    do { _ = try work(session, prepared) } catch is ExperimentPlanner.Made {}
    if sharing.slurm {
      let script = SlurmScript(
        invocation: Invocation(), parts: planner.parts.count { $0.state != .kept })
      if !answer.quiet, let sentence = script.sentence { StandardStreams.say("\(sentence)\n") }
      throw CleanExit.message(script.text)
    }
    let worked = try? RecordedRun(folder.url).workedSeconds
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
  ///
  /// - Throws: what starting it, going on with it or sharing it would throw.
  fileprivate func planned(
    data: [String: String], choices: RunChoices, sharing: SharingOptions
  ) throws -> (folder: RunFolder, settings: Configuration) {
    let sources = try sources() + choices.sources
    let further = choices.further.merging(reading.further) { $1 }
    let isShared = sharing.isShared || sharing.slurm
    guard RunFolder.isStarted(folder) else {
      if resume { throw RunError.nothingToResume(path: folder.path) }
      try RunFolder.requireStartable(folder, shared: isShared)
      let configuration = try Configuration(
        preset: settings.preset, sources: choices.defaults + sources)
      let environment = RunEnvironment(
        device: "", driver: "", version: Ser.version, seed: configuration.seed, data: data,
        options: further)
      return (RunFolder(planning: folder, environment: environment), configuration)
    }
    let (run, own) = try RunFolder.resuming(
      folder, preset: settings.preset, sources: sources, options: further, data: data,
      as: Configuration.self)
    if !resume {
      let asked = try Configuration(preset: settings.preset, sources: choices.defaults + sources)
      let others = try asked.differences(from: own)
      if !others.isEmpty { throw RunError.otherSettings(path: folder.path, asked: others) }
    }
    if isShared {
      try run.requireShareable(version: Ser.version)
    } else if !resume {
      warn(
        "\(folder.path) holds this run already: without --plan the command goes on with it where --resume is "
          + "added, or --join to share it, and is refused else.")
    }
    if sharing.slurm, try RecordedRun(folder).isFinished {
      throw RunError.finished(path: folder.path)
    }
    return (run, own)
  }
}
