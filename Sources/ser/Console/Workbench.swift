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

  /// Opens the run and prepares the corpus.
  ///
  /// - Throws: what settings, device, folder and corpus may throw.
  init(
    manifest: String, _ run: RunOptions, device: DeviceOptions, answer: OutputOptions
  ) async throws {
    let device = try device.choose()
    let url = URL(filePath: manifest)
    let data = [url.lastPathComponent: try ContentHash(contentsOf: url).hex]
    let folder = try run.open(on: device, data: data)
    let configuration = folder.configuration
    let bar = answer.progressBar("features", total: 0, unit: "recordings")
    let frontEnd = configuration.frontEnd
    let corpus = configuration.corpus
    prepared = try await Interrupt.cancelling {
      try await PreparedCorpus(
        url, classes: corpus.classes, rules: corpus.map, frontEnd: frontEnd
      ) { done, all in
        bar.update(done, of: all)
      }
    }
    bar.finish()
    for warning in prepared.warnings { Workbench.warn(warning) }
    observer = ConsoleObserver(answer)
    kernels = Kernels(try Queue(device, cacheFolder: Workbench.cacheFolder))
    trainer = Trainer(
      configuration, folder: folder, metrics: try folder.metrics(), on: kernels,
      observer: observer)
  }

  /// A sentence on standard error that stops nothing.
  static func warn(_ sentence: String) {
    FileHandle.standardError.write(Data("warning: \(sentence)\n".utf8))
  }

  /// Where compiled kernels are kept between runs.
  static var cacheFolder: String {
    let environment = ProcessInfo.processInfo.environment
    let base =
      environment["XDG_CACHE_HOME"] ?? "\(environment["HOME"] ?? NSTemporaryDirectory())/.cache"
    return "\(base)/ser"
  }
}
