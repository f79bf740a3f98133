public import Files
public import Foundation
import Random
public import Settings

/// The folder of one run: what it was asked, what it was computed on, and what it found.
public struct RunFolder: Sendable {
  public let url: URL
  /// What the run was started on and from.
  public let environment: RunEnvironment

  /// Makes the folder of a run that is to be started, and takes it.
  ///
  /// - Throws: `RunError.held` where a process that lives has a run in it, `.notEmpty` where it holds one,
  ///   `.occupied` where it holds anything else, `.file` where it cannot be made.
  public static func lease(startingIn url: URL) throws(RunError) -> RunLease {
    try filing { () throws(FileError) in try Folder.create(url) }
    do throws(RunError) {
      try requireEmpty(url)
    } catch {
      try RunLease.requireNone(of: url)
      throw error
    }
    do throws(RunError) {
      return try RunLease.ofAll(of: url)
    } catch {
      // Only a folder that holds nothing goes.
      _ = rmdir(url.path)
      throw error
    }
  }

  /// The environment alone is what a process leaves that was killed between the two first files, the lease
  /// what one leaves that was killed.
  ///
  /// - Throws: `RunError.notEmpty` where the folder holds a run, `.occupied` where it holds anything else,
  ///   `.file`.
  private static func requireEmpty(_ url: URL) throws(RunError) {
    let names = try filing { () throws(FileError) in try Folder.names(in: url) }
    guard
      names.allSatisfy({
        $0.hasPrefix(".")
          || [environmentFile, RunLease.fileName, joinersFolder, PartFolder.name].contains($0)
      })
    else { throw isStarted(url) ? .notEmpty(path: url.path) : .occupied(path: url.path) }
  }

  /// Starts a run: makes the folder, `config.yaml` and `environment.json`.
  ///
  /// - Throws: `RunError.notEmpty` or `.occupied` where the folder holds anything, `.settings` where the
  ///   settings cannot be written as YAML, `.file` where a file or the folder cannot be made.
  public init(
    creating url: URL, settings: some SettingsTree, environment: RunEnvironment
  ) throws(RunError) {
    try filing { () throws(FileError) in try Folder.create(url) }
    try Self.requireEmpty(url)
    try self.init(in: url, settings: settings, environment: environment)
  }

  /// The same of a run that is done as soon as it is begun: what lies there of an earlier one, of which the
  /// caller knows that it was of the same, is written over.
  ///
  /// - Throws: `RunError.settings` or `.file`.
  public init(
    replacing url: URL, settings: some SettingsTree, environment: RunEnvironment
  ) throws(RunError) {
    try filing { () throws(FileError) in
      try Folder.create(url)
      for name in [RunClock.fileName, leftOutFile] {
        try Folder.remove(url.appendingPathComponent(name))
      }
    }
    try self.init(in: url, settings: settings, environment: environment)
  }

  private init(
    in url: URL, settings: some SettingsTree, environment: RunEnvironment
  ) throws(RunError) {
    self.url = url
    let yaml = try setting { () throws(SettingsError) in try settings.yaml }
    var environment = environment
    environment.settings = ContentHash(of: yaml).hex
    self.environment = environment
    try filing { () throws(FileError) in
      try JSONFile.write(environment, to: file(environmentFile))
      try AtomicFile.write(yaml, to: file(settingsFile))
    }
  }

  /// A run that is not there, and of which nothing is written.
  public init(planning url: URL, environment: RunEnvironment) {
    (self.url, self.environment) = (url, environment)
  }

  /// Makes sure that a run could be started in a folder, of which nothing is made.
  ///
  /// - Parameter isShared: whether by processes that share it.
  /// - Throws: as `lease(startingIn:)`.
  public static func requireStartable(_ url: URL, shared isShared: Bool) throws(RunError) {
    if !Folder.isFolder(url), FileManager.default.fileExists(atPath: url.path) {
      throw .file(.cannotCreate(path: url.path, why: "a file is in its place"))
    }
    if isShared {
      try RunLease.requireNoneOfAll(of: url, at: Date())
    } else {
      try RunLease.requireNone(of: url)
    }
    try requireEmpty(url)
  }

  /// Makes sure that processes could share the run now, on a device of its kind.
  ///
  /// - Parameter version: theirs.
  /// - Throws: `RunError.held` where a process that lives has all of it, `.otherVersion`.
  public func requireShareable(version: String) throws(RunError) {
    try RunLease.requireNoneOfAll(of: url, at: Date())
    try requireSameBits(version: version, device: environment.device)
  }

  /// Opens a run to go on with it.
  ///
  /// - Parameters:
  ///   - preset: a preset that was asked for, which must be the run's.
  ///   - sources: settings that were asked for, which must be the run's too.
  ///   - options: further options that decide the result, which must be the run's.
  ///   - data: the SHA-256 of each file that decides the result, which must not have changed.
  ///   - command: the command line, which must run what the run is of.
  ///   - tree: the settings' type.
  /// - Returns: the folder, and the complete settings, as `config.yaml` holds them.
  /// - Throws: `RunError.nothingToResume` where the folder has no `config.yaml`; `.otherCommand`,
  ///   `.otherSettings`,
  ///   `.otherOption`, `.otherData` or `.missingData` where what was asked for is not the run's, or
  ///   `config.yaml` is not as the run was started with;
  ///   `.otherRandomNumbers` where a version that dealt them in another way began it; `.settings` or
  ///   `.file` where its files cannot be read.
  public static func resuming<Tree: SettingsTree>(
    _ url: URL, preset: Tree.PresetChoice? = nil, sources: [SettingsSource] = [],
    options: [String: String] = [:], data: [String: String] = [:],
    command: [String] = CommandLine.arguments, as tree: Tree.Type = Tree.self
  ) throws(RunError) -> (folder: RunFolder, settings: Tree) {
    let saved = url.appendingPathComponent(settingsFile)
    guard FileManager.default.fileExists(atPath: saved.path) else {
      throw .nothingToResume(path: url.path)
    }
    let environment = try environment(of: url)
    let asking = RunEnvironment.subcommand(of: command)
    guard environment.subcommand == asking else {
      throw .otherCommand(path: url.path, started: environment.subcommand, asking: asking)
    }
    let source = try filing { () throws(FileError) in try SettingsSource.file(saved) }
    let (own, asked) = try setting { () throws(SettingsError) in
      (try Tree(sources: [source]), try Tree(preset: preset, sources: [source] + sources))
    }
    let others = try setting { () throws(SettingsError) in try asked.differences(from: own) }
    guard others.isEmpty else { throw .otherSettings(path: url.path, asked: others) }
    return (try RunFolder(resuming: url, environment, options: options, data: data), own)
  }

  private static func environment(of url: URL) throws(RunError) -> RunEnvironment {
    try filing { () throws(FileError) in
      try JSONFile.read(
        RunEnvironment.self, from: url.appendingPathComponent(environmentFile))
    }
  }

  private init(
    resuming url: URL, _ environment: RunEnvironment, options: [String: String],
    data: [String: String]
  ) throws(RunError) {
    self.url = url
    try environment.requireSettings(of: url)
    guard environment.random == RandomAddress.version else {
      throw .otherRandomNumbers(path: url.path)
    }
    for name in Set(options.keys).union(environment.options.keys).sorted()
    where options[name] != environment.options[name] {
      throw .otherOption(path: url.path, name: name, started: environment.options[name])
    }
    for (name, hash) in data.sorted(by: { $0.key < $1.key }) {
      guard environment.data[name] == hash else { throw .otherData(path: url.path, name: name) }
    }
    for name in environment.data.keys.sorted() where data[name] == nil {
      throw .missingData(path: url.path, name: name)
    }
    self.environment = environment
  }

  /// Whether parts that a process computes have the bits of those of the process that began.
  ///
  /// - Parameters:
  ///   - version: the process's.
  ///   - device: the name of the process's.
  /// - Throws: `RunError.otherVersion`, `.otherDevice`.
  public func requireSameBits(version: String, device: String) throws(RunError) {
    guard environment.version == version else {
      throw .otherVersion(path: url.path, started: environment.version, asking: version)
    }
    guard environment.device == device else {
      throw .otherDevice(path: url.path, started: environment.device, asking: device)
    }
  }

  /// Notes who begins the run, or goes on with it.
  ///
  /// - Throws: `FileError`.
  public func note(_ start: RunStart) throws(FileError) {
    var environment = environment
    environment.starts = (environment.starts ?? []) + [start]
    try JSONFile.write(environment, to: file(environmentFile))
  }

  /// The files that say what a run in a folder is and what it wrote down, whichever run it is.
  public static func files(of url: URL) -> [URL] {
    [
      settingsFile, environmentFile, "plans.json", RunClock.fileName, RunLease.fileName,
      metricsFileName,
    ].map(url.appendingPathComponent)
  }

  /// Whether a run can be gone on with in a folder.
  public static func isStarted(_ url: URL) -> Bool {
    FileManager.default.fileExists(atPath: url.appendingPathComponent(settingsFile).path)
  }

  /// Whether a folder is that of a run.
  public static func isRun(_ url: URL) -> Bool {
    FileManager.default.fileExists(atPath: url.appendingPathComponent(environmentFile).path)
  }

  /// The path of a file of the run.
  public func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  /// `metrics.jsonl`, to which training adds a line an epoch or an iteration.
  ///
  /// - Parameter isShared: whether other processes compute parts of the run at the same time.
  /// - Throws: `FileError`.
  public func metrics(shared isShared: Bool = false) throws(FileError) -> MetricsLog {
    if isShared { return MetricsLog(metricsFile, in: parts) }
    try gatherMetrics()
    return try MetricsLog(metricsFile)
  }

  /// Puts the metrics of parts that processes which share the run computed into `metrics.jsonl`.
  ///
  /// - Throws: `FileError`.
  public func gatherMetrics() throws(FileError) { try parts.gatherMetrics(in: metricsFile) }

  /// Whether parts lie there that are not put together yet.
  ///
  /// - Throws: `FileError.io`.
  public var hasLooseParts: Bool { get throws(FileError) { try parts.hasOutcomes } }

  /// Removes parts that are put together in results.
  ///
  /// - Throws: `FileError.io`.
  public func removeLooseParts() throws(FileError) {
    try parts.removeOutcomes()
    // Only a folder that holds nothing goes.
    _ = rmdir(parts.url.path)
  }

  var parts: PartFolder { PartFolder(of: url) }

  /// The outcomes of a fold under a seed.
  func outcomes(of fold: String) -> OutcomeFile {
    OutcomeFile(url: file("folds").appendingPathComponent("\(fold).json"))
  }

  /// Removes a run that failed before its first step, so that the command can be given again once
  /// what was wrong is mended; one that computed anything is kept.
  ///
  /// - Throws: `FileError.io`.
  public func removeIfNothingWasComputed() throws(FileError) {
    var status = stat()
    if stat(metricsFile.path, &status) == 0, status.st_size > 0 { return }
    if let folds = try? Folder.names(in: file("folds")), !folds.isEmpty { return }
    if try hasLooseParts { return }
    let parts = try? Folder.names(in: file("checkpoints"))
    for part in parts ?? [] where try !checkpoints(of: part).checkpoints.isEmpty { return }
    for name in [
      environmentFile, settingsFile, "plans.json", leftOutFile, "recordings.json", "folds.csv",
      RunClock.fileName,
      metricsFile.lastPathComponent, "checkpoints", "tensorboard", "pictures", RunClock.folderName,
      PartFolder.name, joinersFolder,
      RunLease.fileName,
    ] {
      try Folder.remove(file(name))
    }
    // What else lies there is not ours; then the folder stays.
    _ = rmdir(url.path)
  }

  private var metricsFile: URL { file(metricsFileName) }

  /// The checkpoints of one part of the run, such as `augmentor` or `seed1-fold3-NoAUG`.
  ///
  /// - Throws: `FileError`.
  public func checkpoints(of part: String) throws(FileError) -> CheckpointStore {
    try CheckpointStore(
      file("checkpoints").appendingPathComponent(part, isDirectory: true))
  }

  /// Writes one of the run's JSON files: `results.json`, `plans.json`.
  ///
  /// - Throws: `FileError`.
  public func write(_ value: some Encodable, as name: String) throws(FileError) {
    try JSONFile.write(value, to: file(name))
  }
}

extension RunEnvironment {
  /// What a run found is told by its settings, which must be those that it was started with.
  ///
  /// - Throws: `RunError.otherData` where `config.yaml` has been changed since; `.file` where it cannot be
  ///   read. A run of a version that kept no hash of it, or that has none yet, is as it is.
  public func requireSettings(of run: URL) throws(RunError) {
    let file = run.appendingPathComponent(settingsFile)
    guard let settings, FileManager.default.fileExists(atPath: file.path) else { return }
    let found = try filing { () throws(FileError) in try ContentHash(contentsOf: file) }
    guard found.hex == settings else { throw .otherData(path: run.path, name: settingsFile) }
  }
}

private let environmentFile = "environment.json"
private let joinersFolder = "joiners"
private let leftOutFile = "left-out.json"
private let settingsFile = "config.yaml"
private let metricsFileName = "metrics.jsonl"

private func filing<Value>(
  _ body: () throws(FileError) -> Value
) throws(RunError) -> Value {
  do throws(FileError) { return try body() } catch { throw .file(error) }
}

private func setting<Value>(
  _ body: () throws(SettingsError) -> Value
) throws(RunError) -> Value {
  do throws(SettingsError) { return try body() } catch { throw .settings(error) }
}
