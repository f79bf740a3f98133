import Emotion
import Files
import Foundation
import Kernels
import Ranks
import Training

/// The folder of an evaluation: a run like others, but that one of the same things is written over it.
struct EvaluationFolder {
  let url: URL
  /// What is evaluated.
  private let source: EvaluationSource

  /// - Parameter inputs: all that is read.
  /// - Throws: `FileError` where something that is read, what another run or an evaluation of other things
  ///   found, or what is no run's would be written over.
  init(
    _ url: URL, for source: EvaluationSource, reading inputs: @autoclosure @escaping () -> [URL]
  ) throws(FileError) {
    (self.url, self.source) = (url, source)
    let files = RunPlaces.files(of: url)
    let written = files.filter { $0.pathExtension != "safetensors" }
    try OutputGuard(reading: inputs(), writing: Self.isEvaluation(url) ? [url] : [])
      .require(written, makingFolders: true)
    try source.requireSame(in: url)
    if RunFolder.isRun(url) { return }
    let own = Set(Evaluation.files(writtenTo: url).map(\.lastPathComponent))
    for file in files where !own.contains(file.lastPathComponent) {
      if FileManager.default.fileExists(atPath: file.path) {
        throw .isOther(path: file.path, what: "of no evaluation")
      }
    }
  }

  private static func isEvaluation(_ url: URL) -> Bool {
    let file = url.appending(path: "environment.json")
    let words = (try? JSONFile.read(RunEnvironment.self, from: file))?.subcommand.split(
      separator: " ")
    return words?.first == "evaluate"
  }

  /// Writes what was found, on what it was computed and from what, and the page.
  ///
  /// - Parameters:
  ///   - configuration: the model's.
  ///   - prepared: what it was tested on.
  ///   - data: the SHA-256 of each file that decides the result.
  ///   - options: those that decide it too.
  ///   - elapsed: since the command began.
  /// - Throws: `FileError`, `RunError`, `SettingsError`.
  func write(
    _ evaluation: Evaluation, by configuration: Configuration, of prepared: any PreparedRecordings,
    data: [String: String], options: [String: String], on kernels: Kernels,
    elapsed: @escaping () -> Duration
  ) throws {
    // First, so that what is cut off is known as an evaluation's.
    try Folder.create(url)
    // Two at once would leave a part of each.
    let lease = try RunLease.ofAll(of: url)
    defer { lease.release() }
    try source.requireSame(in: url)
    try evaluation.write(to: url, seed: configuration.seed, of: source)
    let device = kernels.queue.device
    let folder = try RunFolder(
      replacing: url, settings: configuration,
      environment: RunEnvironment(
        device: device.name, driver: device.facts.driver, version: Ser.version,
        seed: configuration.seed, data: data, options: options))
    try folder.note(
      RunStart(RankedDevice.places(of: .alone, on: device), version: Ser.version))
    try folder.write(kernels.plan, as: "plans.json")
    try folder.requireSame(prepared.leftOut, resuming: false)
    try folder.requireSameSounds(prepared.reports, resuming: false)
    try RunClock(folder, elapsed: elapsed).note()
    _ = try ReportFolder(url).write([RunReport(try RecordedRun(url))])
  }

  /// What whoever reads is told of.
  var sentence: String {
    "Written to \(url.path): "
      + (["report.html"] + Evaluation.files(writtenTo: url).map(\.lastPathComponent))
      .joined(separator: ", ")
  }
}
