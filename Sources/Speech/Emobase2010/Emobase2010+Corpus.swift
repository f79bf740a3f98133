import Files

extension Emobase2010 {
  /// The features of many recordings.
  public struct Extraction: Sendable {
    /// A row a recording, in the order that was given.
    public let table: FeatureTable
    /// The recordings that are too short, which have no row.
    public let skipped: [Skipped]
  }

  /// A recording without features.
  public struct Skipped: Sendable, Encodable {
    /// As in the table.
    public let file: String
    /// Why, as a clause.
    public let reason: String
  }

  /// Computes the features of recordings on all cores.
  ///
  /// - Parameters:
  ///   - recordings: each with its row's name.
  ///   - sampleRate: the rate to bring recordings to, in Hz; nil for their own, which is then the same
  ///     for all.
  ///   - progress: called after each recording with the number done and the number of all.
  /// - Returns: a table with the recordings' emotions as labels.
  /// - Throws: `FileError` of the first recording that cannot be read, `CorpusError.features` where
  ///   recordings keep rates that differ or all are too short, `CancellationError` where the
  ///   surrounding task is cancelled.
  public static func extract(
    _ recordings: [(name: String, recording: Recording)], settings: Settings = Settings(),
    sampleRate: Int? = 16_000, progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) async throws -> Extraction {
    guard let first = recordings.first else {
      throw CorpusError.features("There is no recording to compute features of; list one.")
    }
    let rate = try sampleRate ?? SoundFile(first.recording.url).sampleRate
    let extractor = Emobase2010(settings, sampleRate: rate)
    let results = try await parallelMap(recordings, progress: progress) { item in
      try extractor.features(of: item.recording, resampling: sampleRate != nil, first: first.name)
    }

    var files: [String] = []
    var labels: [String] = []
    var values: [Float] = []
    var skipped: [Skipped] = []
    for (item, result) in zip(recordings, results) {
      switch result {
      case .success(let features):
        files.append(item.name)
        labels.append(item.recording.emotion)
        values += features
      case .failure(let error):
        skipped.append(Skipped(file: item.name, reason: error.description))
      }
    }
    if files.isEmpty {
      throw CorpusError.features(
        "No recording has features: \(skipped[0].file): \(skipped[0].reason); give longer ones.")
    }
    return Extraction(
      table: FeatureTable(
        kind: extractor.kind, names: settings.variant.names, files: files, values: values,
        labels: labels), skipped: skipped)
  }

  /// - Parameters:
  ///   - resampling: whether the recording is brought to the rate, rather than has it.
  ///   - first: the recording that set the rate.
  /// - Throws: `FileError` where the recording cannot be read or its features overflow,
  ///   `CorpusError.features` where it has another rate.
  private func features(
    of recording: Recording, resampling: Bool, first: String
  ) throws -> Result<[Float], TooShort> {
    let signal = try Signal(
      contentsOf: recording.url, sampleRate: resampling ? sampleRate : nil)
    guard signal.sampleRate == sampleRate else {
      throw CorpusError.features(
        "\(recording.url.path) has \(signal.sampleRate) Hz where \(first) has \(sampleRate) Hz, and "
          + "features of different rates do not mix; bring all to one rate.")
    }
    let features: [Float]
    do throws(TooShort) {
      features = try self(signal.samples)
    } catch {
      return .failure(error)
    }
    guard features.allSatisfy(\.isFinite) else {
      throw FileError.malformed(
        path: recording.url.path,
        what: "its samples are so large that the features overflow; scale them to at most 1")
    }
    return .success(features)
  }
}
