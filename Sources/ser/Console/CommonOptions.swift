public import ArgumentParser
import Emotion
import Foundation
import Kernels
import OpenCL
import Ranks
import Settings
import Training

/// Which device computes, and how.
struct DeviceOptions: ParsableArguments {
  @OptionGroup private var chosen: DeviceOption

  var device: String? {
    get { chosen.device }
    set { chosen.device = newValue }
  }

  @Option(
    help: ArgumentHelp(
      "How kernels are written for it: \(DevicePlan.Family.allCases.map(\.rawValue).joined(separator: " or ")).",
      discussion: "Both agree on every device; without it each has its own.", valueName: "family"))
  var family: DevicePlan.Family?

  @Option(
    help: ArgumentHelp(
      "How products and convolutions round their factors.",
      discussion: """
        float32 without it. The others are for GPUs with tensor cores, and taken for what these are \
        quicker at: tf32 keeps 10 bits after the point, as PyTorch's convolutions do there; tf32x3 is about \
        as exact as float32, for three products.
        """, valueName: "precision"))
  var precision: Precision?

  /// How factors are rounded, if the device can.
  var wantedPrecision: Precision { precision ?? .float32 }

  /// What decides the result beside settings; nothing where factors are not rounded.
  var further: [String: String] {
    wantedPrecision == .float32 ? [:] : ["--precision": wantedPrecision.rawValue]
  }

  /// The chosen device with the plan for it, and what is kept of compiled kernels.
  ///
  /// - Parameter answer: whether it is shown how kernels are compiled.
  /// - Throws: `OpenCLError` where there is no such device or it cannot be opened.
  func kernels(telling answer: OutputOptions) throws -> Kernels {
    let device = try choose()
    return try Cache.kernels(on: device, plan: plan(for: device), telling: answer)
  }

  /// A device's plan: with what tuning found, unless its kernels are to be those of another kind of device.
  ///
  /// - Throws: `OpenCLError` where matrix units are to be tried and the device cannot be opened.
  func plan(for device: Device) throws(OpenCLError) -> DevicePlan {
    let own = DevicePlan(device.facts)
    guard let family, family != own.family else {
      return try Cache.plan(for: device, at: wantedPrecision)
    }
    return try Cache.rules(for: device, forced: family, at: wantedPrecision)
  }

  /// - Throws: `OpenCLError.noDevice` or `.unknownDevice`.
  func choose() throws -> Device { try chosen.choose() }

  /// The device of one of several processes.
  ///
  /// - Throws: as `choose()`, `RankError`.
  func choose(for ranks: Ranks) async throws -> Device {
    try ranks.isAlone ? choose() : await RankedDevice.choose(device, for: ranks)
  }
}

/// What is shown while a command works, and in which form it answers.
struct OutputOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Show no progress.")
  var quiet = false

  @Flag(help: "Answer as JSON on standard output.")
  var json = false

  /// Whether progress is for the process of this program that started this one.
  var reportsToParent = false

  enum CodingKeys: CodingKey { case quiet, json }

  func progressBar(
    _ title: String, total: Int, done: Int = 0, unit: String = "",
    whole: @escaping ProgressBar.Whole = { _ in "" }
  ) -> ProgressBar {
    ProgressBar(
      title, total: total, done: done, unit: unit,
      style: reportsToParent ? .reported : .current(isQuiet: quiet), whole: whole)
  }
}

/// The settings that decide what is computed.
struct SettingsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The defaults to begin from: \(Preset.allCases.map(\.rawValue).joined(separator: ", ")).",
      discussion: "Without it the file's, else paper."))
  var preset: Preset?

  @Option(
    help: ArgumentHelp("A YAML file of settings; every key is checked.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "One setting, such as classifier.batch=32; may be given more than once.",
      discussion: "`ser settings` lists all.",
      valueName: "key=value"),
    completion: SettingKeys.completion)
  var settings: [String] = []

  @Option(help: ArgumentHelp("Where random draws begin.", valueName: "number"))
  var seed: UInt64?

  /// Whether the front end's settings are the user's word rather than a default.
  var statesFrontEnd: Bool {
    preset != nil || config != nil || settings.contains { $0.hasPrefix("frontEnd") }
  }

  /// The files that say settings.
  var files: [URL] { [config].compactMap(\.self).map { URL(filePath: $0) } }

  /// What was asked for, later ones overriding those before.
  ///
  /// - Throws: `FileError` or `SettingsError`.
  func sources() throws -> [SettingsSource] {
    var sources = try settings.map { try SettingsSource.setting($0) }
    if let config { sources.insert(try .file(URL(filePath: config)), at: 0) }
    if let seed { sources.append(try .setting("seed=\(seed)", of: "--seed \(seed)")) }
    return sources
  }

  /// The complete settings.
  ///
  /// - Throws: `FileError` or `SettingsError`.
  func configuration() throws -> Configuration {
    let sources = try sources()
    for clause in SettingsSource.overridden(in: sources, preset: preset?.rawValue) {
      warn("\(clause).")
    }
    return try Configuration(preset: preset, sources: sources)
  }
}

/// Where a run is kept.
struct RunOptions: ParsableArguments {
  @OptionGroup var settings: SettingsOptions
  @OptionGroup var reading: ReadingOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder of the run.", valueName: "folder"),
    completion: .directory)
  var output: String

  @Flag(help: "Go on with the run in the folder, with the settings that it was started with.")
  var resume = false

  @Option(
    help: ArgumentHelp(
      "The emotions to tell apart, such as angry,sad,neutral; short for corpus.classes.",
      valueName: "emotions"))
  var classes: String?

  @Option(
    name: .customLong("map"),
    help: ArgumentHelp(
      "Rename emotions first; may be given more than once; short for corpus.map.",
      valueName: "old=new"))
  var rules: [String] = []

  var folder: URL { URL(filePath: output, directoryHint: .isDirectory) }

  func sources() throws -> [SettingsSource] {
    var sources = try settings.sources()
    if let classes {
      sources.append(
        .list(
          classes.trimmedList, for: ["corpus", "classes"], option: "--classes"))
    }
    if !rules.isEmpty {
      sources.append(.list(rules.flatMap(\.trimmedList), for: ["corpus", "map"], option: "--map"))
    }
    return sources
  }

  /// Starts the run, or opens it to go on with the settings that it was started with.
  ///
  /// - Parameters:
  ///   - device: what computes.
  ///   - data: the SHA-256 of each file that decides the result.
  ///   - choices: what the command itself asks for.
  ///   - isShared: whether other processes may have parts of the run; then it is started or gone on with,
  ///     as it is found, and a turn is begun.
  ///   - answer: whether it is told that this is waited for.
  /// - Returns: the folder, the settings, and the right to work on the run.
  /// - Throws: `RunError`, `FileError` or `SettingsError`; `TrainingInterrupted` where the user wishes to
  ///   stop while others have their turns.
  func open(
    on device: Device, data: [String: String], choices: RunChoices, shared isShared: Bool,
    telling answer: OutputOptions
  ) throws -> (folder: RunFolder, settings: Configuration, right: RunRight) {
    var sources = try sources() + choices.sources
    let found = try choices.batch?.source(
      for: Configuration(preset: settings.preset, sources: choices.defaults + sources),
      on: device, resuming: resume)
    if let found { sources.append(found) }
    let told = SettingsSource.overridden(in: sources, preset: settings.preset?.rawValue)
    for clause in told { warn("\(clause).") }
    let options = choices.further.merging(reading.further) { $1 }
    let url = folder
    if isShared {
      return try join(
        on: device, sources, defaults: choices.defaults, data, options, telling: answer)
    }
    if resume {
      let (folder, own) = try RunFolder.resuming(
        url, preset: settings.preset, sources: sources, options: options, data: data,
        as: Configuration.self)
      let version = folder.environment.version
      if version != Ser.version {
        warn(
          "\(url.path) was started by ser \(version), and ser \(Ser.version) goes on with it: what is "
            + "computed from here may differ from what the former would have found.")
      }
      return (folder, own, .all(try RunLease.ofAll(of: url)))
    }
    let configuration = try Configuration(
      preset: settings.preset, sources: choices.defaults + sources)
    let lease = try RunFolder.lease(startingIn: url)
    do {
      return (try create(configuration, on: device, data, options), configuration, .all(lease))
    } catch {
      lease.release()
      // Only a folder that holds nothing goes.
      _ = rmdir(url.path)
      throw error
    }
  }
}

extension RunOptions {
  /// Starts a run that several processes share, or joins it with the same settings; those that are not
  /// said are the run's with `--resume` alone.
  ///
  /// - Throws: as `open`; `RunError` where the folder's run is another.
  private func join(
    on device: Device, _ sources: [SettingsSource], defaults: [SettingsSource],
    _ data: [String: String], _ options: [String: String], telling answer: OutputOptions
  ) throws -> (folder: RunFolder, settings: Configuration, right: RunRight) {
    let url = folder
    let asked = try Configuration(preset: settings.preset, sources: defaults + sources)
    if resume && !RunFolder.isStarted(url) { throw RunError.nothingToResume(path: url.path) }
    let joined = try turn(telling: answer)
    do {
      guard RunFolder.isStarted(url) else {
        return (try create(asked, on: device, data, options), asked, .shared(joined))
      }
      let (folder, own) = try RunFolder.resuming(
        url, preset: settings.preset, sources: sources, options: options, data: data,
        as: Configuration.self)
      let others = try resume ? [] : asked.differences(from: own)
      if !others.isEmpty { throw RunError.otherSettings(path: url.path, asked: others) }
      try folder.requireSameBits(version: Ser.version, device: device.name)
      return (folder, own, .shared(joined))
    } catch {
      joined.leave()
      // Only a folder that holds nothing goes.
      _ = rmdir(url.path)
      throw error
    }
  }

  private func turn(telling answer: OutputOptions) throws -> JoinedRun {
    let elapsed = ProgressBar.stopwatch()
    var isTold = answer.quiet
    return try Interrupt.stopping { isStopped in
      try JoinedRun(folder) {
        if !isTold, elapsed() > .seconds(2) {
          isTold = true
          StandardStreams.say("waiting for a process that prepares or ends the run\n")
        }
        return isStopped()
      }
    }
  }

  private func create(
    _ configuration: Configuration, on device: Device, _ data: [String: String],
    _ options: [String: String]
  ) throws(RunError) -> RunFolder {
    try RunFolder(
      creating: folder, settings: configuration,
      environment: RunEnvironment(
        device: device.name, driver: device.facts.driver, version: Ser.version,
        seed: configuration.seed, data: data, options: options))
  }
}

extension Preset: ExpressibleByArgument {}
extension DevicePlan.Family: ExpressibleByArgument {}
extension Precision: ExpressibleByArgument {}
