import Emotion
import Foundation
import Kernels
import Training

/// What every command that trains on pictures needs: a device, a run folder, the corpus with its
/// pictures, and somebody watching.
struct Workbench {
  let prepared: PreparedCorpus
  let session: RunSession

  var trainer: Trainer { session.trainer }
  var observer: ConsoleObserver { session.observer }
  var kernels: Kernels { session.kernels }
  var configuration: Configuration { trainer.configuration }
  var folder: RunFolder { trainer.folder }
  /// Silence in dB.
  var floor: Float { prepared.frontEnd.floorDecibels }

  /// Opens a run, prepares the corpus and works.
  ///
  /// - Parameter files: whose content decides the result too.
  /// - Throws: as `RunSession.run`.
  static func run<Value>(
    _ options: RunOptions, on manifest: String, device: DeviceOptions, answer: OutputOptions,
    choices: RunChoices = RunChoices(), files: [URL] = [], sharing: SharingOptions? = nil,
    _ work: (Workbench) throws -> Value
  ) async throws -> Value {
    let url = URL(filePath: manifest)
    return try await RunSession.run(
      options, reading: [url] + files, choices: choices, device: device, answer: answer,
      sharing: sharing
    ) { configuration, answer in
      try await answer.prepare(
        url, classes: .exactly(configuration.corpus.classes), rules: configuration.corpus.map,
        frontEnd: configuration.frontEnd, repeated: configuration.corpus.repeated,
        reading: options.reading)
    } work: { session, prepared in
      try work(Workbench(prepared: prepared, session: session))
    }
  }
}
