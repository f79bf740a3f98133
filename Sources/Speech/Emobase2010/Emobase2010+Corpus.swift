import Files
public import Foundation

extension Emobase2010 {
  /// The features of many recordings.
  public struct Extraction: Sendable {
    /// A row a recording, in the order that was given, with the recordings' emotions as labels, and
    /// the report's content as notes.
    public let table: FeatureTable
    /// How many rows were found in a store.
    public let found: Int
    /// What is to be told of the recordings.
    public let report: RecordingReport
  }

  /// The version of the computation. It changes when the same settings give other numbers, so that
  /// features stored by an earlier version are computed again.
  private static let version = 1

  /// Computes the features of recordings on all cores.
  ///
  /// - Parameters:
  ///   - recordings: each with its row's name.
  ///   - sampleRate: the rate to bring recordings to, in Hz; nil for their own, which is then the same
  ///     for all.
  ///   - isSkipping: whether to go on without recordings that cannot be read.
  ///   - folder: where features are kept for the next time, and taken from; nil for nowhere.
  ///   - progress: called after each recording with the number done and the number of all.
  /// - Throws: `UnreadableRecordings` where any recording cannot be read, or where `isSkipping` all;
  ///   `CorpusError.features` where recordings keep rates that differ or all are too short,
  ///   `CancellationError` where the surrounding task is cancelled.
  public static func extract(
    _ recordings: [(name: String, recording: Recording)], settings: Settings = Settings(),
    sampleRate: Int? = 16_000, skippingUnreadable isSkipping: Bool = false,
    keptIn folder: URL? = nil,
    progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) async throws -> Extraction {
    guard !recordings.isEmpty else {
      throw CorpusError.features("There is no recording to compute features of; list one.")
    }
    let rate = if let sampleRate { sampleRate } else { try await commonRate(of: recordings) }
    let extractor = Emobase2010(settings, sampleRate: rate)
    // Swift prints settings in the order of their declaration.
    let identity = ContentHash(of: "\(version) \(settings) \(sampleRate ?? 0)").hex.prefix(16)
    let count = settings.variant.names.count
    let store = RecordingStore(
      folder?.appending(path: "is10-\(identity).safetensors"),
      isUsable: { [[0], [count]].contains($0) },
      compute: { recording throws(FileError) in
        try extractor.item(of: recording, resampling: sampleRate != nil)
      })
    let gathered = try await store.items(
      of: recordings.map(\.recording), skippingUnreadable: isSkipping, progress: progress)
    return try extractor.extraction(
      gathered, of: recordings, requirements: requirements(sampleRate: sampleRate))
  }

  /// What is kept of a recording: its features, none where it is too short.
  ///
  /// - Parameter resampling: whether the recording is brought to the rate, rather than has it.
  /// - Throws: `FileError` where the recording cannot be read or its features overflow.
  private func item(of recording: URL, resampling: Bool) throws(FileError) -> KeptArrays.Item {
    let heard = try HeardSignal(contentsOf: recording, sampleRate: resampling ? sampleRate : nil)
    var features: [Float] = []
    if heard.signal.samples.count >= fewestSamples {
      do throws(TooShort) { features = try self(heard.signal.samples) } catch {}
    }
    guard features.allSatisfy(\.isFinite) else {
      throw .malformed(
        path: recording.path,
        what: "its samples are so large that the features overflow; scale them to at most 1")
    }
    return KeptArrays.Item(shape: [features.count], values: features, sound: heard.sound)
  }

  /// Puts what was gathered into a table.
  ///
  /// - Throws: `CorpusError.features` where all recordings are too short.
  private func extraction(
    _ gathered: RecordingStore.Gathered, of recordings: [(name: String, recording: Recording)],
    requirements: SoundRequirements
  ) throws(CorpusError) -> Extraction {
    var files: [String] = []
    var labels: [String] = []
    var values: [Float] = []
    var tooShort: [Int: LeftOutRecording] = [:]
    var hashes: [String: String] = [:]
    for (position, item, hash) in gathered.items {
      let (name, recording) = recordings[position]
      if item.values.isEmpty {
        tooShort[position] = LeftOutRecording(
          file: name, cause: .tooShort, reason: self.tooShort(item.sound.duration).description)
      } else {
        files.append(name)
        labels.append(recording.emotion)
        values += item.values
        hashes[name] = hash
      }
    }
    let report = gathered.report(
      recordings.map(\.name), for: requirements, unusable: tooShort)
    if files.isEmpty {
      let first = report.leftOut[0]
      throw .features(
        "No recording has features: \(first.file): \(first.reason); give longer ones.")
    }
    return Extraction(
      table: FeatureTable(
        kind: kind, names: settings.variant.names, files: files, values: values, labels: labels
      ).noting(
        FeatureNotes(leftOut: report.leftOut, problems: report.problems, recordings: hashes)),
      found: gathered.found, report: report)
  }

  /// The sample rate that all recordings have which can be read.
  ///
  /// - Throws: `CorpusError.features` where two have different ones, `CancellationError`.
  private static func commonRate(
    of recordings: [(name: String, recording: Recording)]
  ) async throws -> Int {
    let rates = try await parallelMap(recordings) { _, _ in
    } _: { item in
      try? SoundFile(item.recording.url).sampleRate
    }
    let known = zip(recordings, rates).compactMap { item, rate in rate.map { (item.name, $0) } }
    guard let first = known.first else { return 16_000 }
    if let other = known.first(where: { $0.1 != first.1 }) {
      throw CorpusError.features(
        "\(other.0) has \(other.1) Hz where \(first.0) has \(first.1) Hz, and features of different "
          + "rates do not mix; bring all to one rate.")
    }
    return first.1
  }
}
