import Emotion
import Files
import Foundation
import Kernels
import Ranks
import Speech
import Training

/// A run as the first of several processes tells the others of it: they need not see its folder.
struct RankedRun: Codable {
  /// As `config.yaml` has them.
  private let settings: String
  private let environment: RunEnvironment
  let plan: DevicePlan
  /// The SHA-256 of each file that decides the result.
  private let data: [String: String]

  init(
    _ configuration: Configuration, of folder: RunFolder, by plan: DevicePlan,
    reading data: [String: String]
  ) throws {
    settings = try configuration.yaml
    environment = folder.environment
    self.plan = plan
    self.data = data
  }

  /// Tells the others, and makes sure that their files are the same.
  ///
  /// - Throws: `RankError`.
  func lead(_ ranks: Ranks) throws {
    _ = try ranks.fromFirst { self }
    try requireSame(data, among: ranks)
  }

  /// What the first process tells.
  ///
  /// - Parameter data: what this process reads.
  /// - Throws: `RankError`, `.different` where its files are others.
  static func following(_ ranks: Ranks, reading data: [String: String]) throws -> RankedRun {
    let led = try ranks.fromFirst { () throws -> RankedRun in throw CancellationError() }
    try led.requireSame(data, among: ranks)
    return led
  }

  private func requireSame(_ data: [String: String], among ranks: Ranks) throws {
    if ranks.isAlone { return }
    for name in self.data.keys.sorted() {
      try ranks.requireSame("another \(name), of the SHA-256", data[name] ?? "none")
    }
  }

  /// Makes sure that the recordings of all processes have the same sound.
  ///
  /// - Throws: `RankError`, `.different` where they have not.
  static func requireSame(_ reports: [RecordingReport], among ranks: Ranks) throws {
    let contents = reports.map { $0.content?.hex ?? "none" }.joined(separator: ", ")
    try ranks.requireSame("recordings whose content has the SHA-256", contents)
  }

  /// The run in a folder of this process's own.
  ///
  /// - Throws: `RunError`, `FileError` or `SettingsError`.
  func open(in folder: URL) throws -> (folder: RunFolder, settings: Configuration) {
    let file = folder.appending(path: "settings.yaml")
    try AtomicFile.write(settings, to: file)
    let configuration = try Configuration(sources: [.file(file)])
    let run = try RunFolder(
      creating: folder.appending(path: "run"), settings: configuration, environment: environment)
    return (run, configuration)
  }
}
