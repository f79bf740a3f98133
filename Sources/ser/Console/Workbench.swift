import Emotion
import Files
import Foundation
import Kernels
import OpenCL
import Speech

/// What every command that trains needs: a device, a run folder, the corpus with its features, and
/// somebody watching.
struct Workbench {
  let prepared: PreparedCorpus
  let trainer: Trainer
  let observer: ConsoleObserver
  let kernels: Kernels

  var configuration: Configuration { trainer.configuration }
  var folder: RunFolder { trainer.folder }
  /// Silence in dB.
  var floor: Float { prepared.frontEnd.floorDecibels }

  /// Opens a run, prepares the corpus and works.
  ///
  /// A run that fails before its first step leaves no folder behind, so that the command can be given
  /// again once what was wrong is mended.
  ///
  /// - Throws: `Interrupted` with the command that goes on, where the user stopped the work; else
  ///   what settings, device, folder, corpus and work may throw.
  static func run<Value>(
    _ options: RunOptions, on manifest: String, device: DeviceOptions, answer: OutputOptions,
    further: [String: String] = [:], batch: BatchChoice? = nil, _ work: (Workbench) throws -> Value
  ) async throws -> Value {
    let device = try device.choose()
    let url = URL(filePath: manifest)
    let data = [url.lastPathComponent: try ContentHash(contentsOf: url).hex]
    let folder = try options.open(on: device, data: data, further: further, batch: batch)
    do {
      let bench = try await Workbench(folder, manifest: url, on: device, answer: answer)
      defer { bench.observer.end() }
      return try work(bench)
    } catch {
      if error is TrainingInterrupted || error is CancellationError {
        throw Interrupted(resuming: Invocation().resuming)
      }
      if !options.resume { try? folder.removeIfNothingWasComputed() }
      throw error
    }
  }

  private init(
    _ folder: RunFolder, manifest: URL, on device: Device, answer: OutputOptions
  ) async throws {
    let configuration = folder.configuration
    prepared = try await answer.prepare(
      manifest, classes: .exactly(configuration.corpus.classes), rules: configuration.corpus.map,
      frontEnd: configuration.frontEnd)
    observer = ConsoleObserver(answer)
    kernels = Kernels(
      try Queue(device, cacheFolder: Workbench.cacheFolder),
      plan: try Self.plan(of: folder, on: device))
    trainer = Trainer(
      configuration, folder: folder, metrics: try folder.metrics(), on: kernels,
      observer: observer)
  }

  /// The plan that the run was started with, so that it ends with the same bits whatever this
  /// program would choose by now; on another device that device's own.
  ///
  /// - Throws: `FileError`.
  private static func plan(of folder: RunFolder, on device: Device) throws(FileError) -> DevicePlan
  {
    let file = folder.file("plans.json")
    let isStarted = FileManager.default.fileExists(atPath: file.path)
    if isStarted && folder.environment.device == device.name {
      return try JSONFile.read(DevicePlan.self, from: file)
    }
    let plan = DevicePlan(device.facts)
    if !isStarted { try folder.write(plan, as: file.lastPathComponent) }
    return plan
  }

  /// Where compiled kernels are kept between runs.
  static var cacheFolder: String {
    let environment = ProcessInfo.processInfo.environment
    let base =
      environment["XDG_CACHE_HOME"] ?? "\(environment["HOME"] ?? NSTemporaryDirectory())/.cache"
    return "\(base)/ser"
  }
}
