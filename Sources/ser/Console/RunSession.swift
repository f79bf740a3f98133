import ArgumentParser
import Emotion
import Files
import Foundation
import Kernels
import OpenCL
import Ranks
import Training

/// A run under way: its folder, a device, and somebody watching.
struct RunSession {
  let trainer: Trainer
  let observer: ConsoleObserver
  let kernels: Kernels
  let clock: RunClock
  let right: RunRight

  /// Prepares what a run works on, by its settings, and tells of it.
  typealias Preparation<Prepared> = (Configuration, OutputOptions) async throws -> Prepared

  /// Opens a run, prepares what it works on and works.
  ///
  /// A run that fails before its first step leaves no folder behind, so that the command can be
  /// given again once what was wrong is mended.
  ///
  /// - Parameters:
  ///   - files: whose content decides the result.
  ///   - choices: what the command itself asks for.
  ///   - sharing: whether other processes may have parts of the run, and on which devices; nil where it has
  ///     no parts.
  /// - Throws: `Interrupted` with the command that goes on, where the user stopped the work; else
  ///   what settings, device, folder, preparation and work may throw; `RankError` where it is one of several
  ///   processes and another is gone.
  static func run<Prepared: PreparedRecordings, Value>(
    _ options: RunOptions, reading files: [URL], choices: RunChoices = RunChoices(),
    device: DeviceOptions, answer: OutputOptions, sharing: SharingOptions? = nil,
    prepare: Preparation<Prepared>,
    work: (RunSession, Prepared) throws -> Value
  ) async throws -> Value {
    if RankProcess.launch == nil, let sharing, sharing.plan || sharing.slurm {
      try await plan(
        options, reading: files, choices: choices, device: device, answer: answer,
        sharing: sharing, prepare: prepare, work: work)
    }
    return try await RankProcess.run(
      telling: answer, refusing: sharing?.refusalAmongRanks
    ) { ranks, start in
      try await run(
        options, reading: files, choices: choices, device: device, answer: answer, sharing: sharing,
        among: ranks, start, prepare: prepare, work: work)
    }
  }

  private static func run<Prepared: PreparedRecordings, Value>(
    _ options: RunOptions, reading files: [URL], choices: RunChoices, device: DeviceOptions,
    answer: OutputOptions, sharing: SharingOptions?, among ranks: Ranks,
    _ start: RankedStart, prepare: Preparation<Prepared>,
    work: (RunSession, Prepared) throws -> Value
  ) async throws -> Value {
    var (chosen, choices, answer) = (device, choices, answer)
    let processes = try sharing?.devices.map { names in
      guard device.device == nil else {
        throw ValidationError("--devices names all devices; leave --device away.")
      }
      return try DeviceProcesses(names)
    }
    if let processes { chosen.device = processes.first }
    if sharing?.reportsToParent == true {
      answer.reportsToParent = true
      ParentProcess.stopWithIt()
    }
    if options.resume { chosen.precision = chosen.precision ?? precision(of: options.folder) }
    choices.further.merge(chosen.further) { $1 }
    let device = try await chosen.choose(for: ranks)
    if !ranks.isFirst {
      return try await follow(
        options, reading: files, device: device, answer: answer, among: ranks, start,
        prepare: prepare, work: work)
    }
    try requirePlaces(options, reading: files, choices: choices)
    let data = try await ranks.each { try hashes(of: files) }
    let (folder, configuration, right): (RunFolder, Configuration, RunRight)
    do {
      (folder, configuration, right) = try options.open(
        on: device, data: data, choices: choices,
        shared: sharing?.isShared == true, telling: answer)
    } catch is TrainingInterrupted {
      throw Interrupted(resuming: Invocation().again)
    }
    defer { right.release() }
    if !ranks.isAlone { start.open(options.resume ? nil : right.undo(of: folder)) }
    do {
      let plan = try Self.plan(of: folder, on: device, chosen)
      try RankedRun(configuration, of: folder, by: plan, reading: data).lead(ranks)
      let joined = right.joined
      // The first prepares in its turn: others find what it kept of the recordings.
      if folder.knowsItsRecordings { joined?.endTurn() }
      let begun = ProgressBar.stopwatch()
      let prepared = try await inTurn(ranks) { try await prepare(configuration, answer) }
      let goesOn = (options.resume || joined != nil) && folder.knowsItsRecordings
      try folder.requireSame(prepared.leftOut, resuming: goesOn)
      try folder.requireSameSounds(prepared.reports, resuming: goesOn)
      try RankedRun.requireSame(prepared.reports, among: ranks)
      if joined == nil {
        try folder.note(
          RunStart(RankedDevice.places(of: ranks, on: device), version: Ser.version))
      }
      joined?.endTurn()
      try processes?.run(Invocation(), telling: answer)
      // The work of the others is not this one's.
      let elapsed = processes == nil ? begun : ProgressBar.stopwatch()
      let clock = RunClock(folder, joiner: joined?.name, elapsed: elapsed)
      let session = try RunSession(
        folder, configuration, on: try Cache.kernels(on: device, plan: plan, telling: answer),
        answer: answer, clock: clock, right: right, among: ranks)
      defer {
        session.observer.end()
        try? clock.note()
      }
      start.work()
      return try work(session, prepared)
    } catch {
      if error is TrainingInterrupted || error is CancellationError {
        if !ranks.isAlone, start.undo() { throw Interrupted() }
        right.release()
        writeReportOfWhatIsThere(folder)
        throw Interrupted(
          resuming: right.joined == nil ? Invocation().resuming : Invocation().again)
      }
      if !options.resume { try? right.removeIfNothingWasComputed(folder) }
      throw error
    }
  }

  /// Writes the page of a run that was stopped, where nobody else works on it. What keeps it from being
  /// written says nothing against the run, which goes on all the same.
  private static func writeReportOfWhatIsThere(_ folder: RunFolder) {
    guard RunLease.holders(of: folder.url).isEmpty else { return }
    do {
      _ = try ReportFolder(folder.url).write([RunReport(try RecordedRun(folder.url))])
    } catch {
      warn("The page of the run is not written: \(error)")
    }
  }

  /// Takes part in a run that the first of several processes leads.
  private static func follow<Prepared: PreparedRecordings, Value>(
    _ options: RunOptions, reading files: [URL], device: Device, answer: OutputOptions,
    among ranks: Ranks, _ start: RankedStart, prepare: Preparation<Prepared>,
    work: (RunSession, Prepared) throws -> Value
  ) async throws -> Value {
    var answer = answer
    answer.quiet = true
    if options.resume { start.open(nil) }
    let data = try await ranks.each { try hashes(of: files) }
    let scratch = try ScratchFolder()
    defer { scratch.remove() }
    let led = try RankedRun.following(ranks, reading: data)
    let (folder, configuration) = try led.open(in: scratch.url)
    let prepared = try await inTurn(ranks) { try await prepare(configuration, answer) }
    try RankedRun.requireSame(prepared.reports, among: ranks)
    _ = try RankedDevice.places(of: ranks, on: device)
    let session = try RunSession(
      folder, configuration, on: try Cache.kernels(on: device, plan: led.plan, telling: answer),
      answer: answer, clock: RunClock(folder, elapsed: ProgressBar.stopwatch()), right: .none,
      among: ranks)
    start.work()
    do { return try work(session, prepared) } catch is TrainingInterrupted { throw Interrupted() }
  }

  /// Has the first process of each host prepare; the others of it find what it kept.
  ///
  /// - Throws: as `Ranks.each`.
  private static func inTurn<Prepared>(
    _ ranks: Ranks, _ prepare: () async throws -> Prepared
  ) async throws -> Prepared {
    let isLater = ranks.local.rank > 0
    if isLater { try await ranks.each {} }
    let prepared = try await ranks.each(prepare)
    if !isLater { try await ranks.each {} }
    return prepared
  }

  /// Makes sure that the run writes over nothing that it reads, nor over what is not its own.
  ///
  /// - Throws: as `OutputGuard.require`.
  static func requirePlaces(
    _ options: RunOptions, reading files: [URL], choices: RunChoices
  ) throws(FileError) {
    try OutputGuard(
      reading: files.flatMap(CommandInputs.described) + choices.inputs
        + (options.resume ? [] : options.settings.files), writing: [options.folder]
    ).require(RunPlaces.files(of: options.folder), makingFolders: true)
  }

  /// At what a run was started; nil where that is float32, or its folder does not tell, as opening it will.
  static func precision(of folder: URL) -> Precision? {
    let file = folder.appending(path: "environment.json")
    return (try? JSONFile.read(RunEnvironment.self, from: file))?.options["--precision"]
      .flatMap(Precision.init)
  }

  /// The content hashes of files by their names; of two of one name by their paths.
  ///
  /// - Throws: `FileError.missing` or `.io`.
  static func hashes(of files: [URL]) throws -> [String: String] {
    let names = Dictionary(grouping: files, by: \.lastPathComponent)
    return try names.values.joined().reduce(into: [:]) { hashes, file in
      let isAlone = names[file.lastPathComponent]?.count == 1
      hashes[isAlone ? file.lastPathComponent : file.path] = try ContentHash(contentsOf: file).hex
    }
  }

  init(
    trainer: Trainer, observer: ConsoleObserver, kernels: Kernels, clock: RunClock, right: RunRight
  ) {
    (self.trainer, self.observer, self.kernels) = (trainer, observer, kernels)
    (self.clock, self.right) = (clock, right)
  }

  private init(
    _ folder: RunFolder, _ configuration: Configuration, on kernels: Kernels,
    answer: OutputOptions, clock: RunClock, right: RunRight, among ranks: Ranks
  ) throws {
    self.clock = clock
    self.right = right
    let recorder = RunRecorder(folder)
    observer = ConsoleObserver(answer, recorder: recorder)
    self.kernels = kernels
    let metrics = try folder.metrics(shared: right.joined != nil)
    metrics.mirror = { record in
      try right.confirm()
      try recorder.record(record)
      try clock.tick()
    }
    trainer = Trainer(
      configuration, folder: folder, metrics: metrics, on: kernels,
      observer: observer, joined: right.joined, among: ranks)
  }

  /// The plan that the run was started with, so that it ends with the same bits whatever this
  /// program would choose by now, after tuning too; on another device that device's own.
  ///
  /// - Throws: `FileError`; `OpenCLError` where the device cannot be opened; `RunError.otherOption` where the
  ///   user asks for another family than the run has.
  private static func plan(
    of folder: RunFolder, on device: Device, _ options: DeviceOptions
  ) throws -> DevicePlan {
    let file = folder.file("plans.json")
    let isStarted = FileManager.default.fileExists(atPath: file.path)
    if isStarted && folder.environment.device == device.name {
      let kept = try JSONFile.read(DevicePlan.self, from: file)
      if let family = options.family, family != kept.family {
        throw RunError.otherOption(
          path: folder.url.path, name: "--family", started: kept.family.rawValue)
      }
      return kept
    }
    let plan = try options.plan(for: device)
    if !isStarted { try folder.write(plan, as: file.lastPathComponent) }
    return plan
  }
}
