import Files
public import Foundation

/// Log-mel pictures of recordings, computed once and kept in a file beside the manifest.
///
/// A picture is found again by the hash of its recording's content, in the file of its front end's
/// settings: `m.csv.features/mel-<hash of the settings>.safetensors`. A recording that was moved or
/// renamed is found; one that was changed is computed again. A stored picture that is not as it was
/// written counts as not stored. Where nothing can be written, pictures are only kept in memory.
public struct FeatureStore: Sendable {
  /// The file that holds the pictures of these settings.
  public let url: URL
  private let spectrogram: MelSpectrogram

  public var configuration: MelConfiguration { spectrogram.configuration }

  /// - Parameters:
  ///   - manifest: where the manifest lies; the pictures come into a folder beside it.
  ///   - configuration: the front end's settings.
  /// - Throws: `CorpusError.setting` where the settings make no sense.
  public init(
    beside manifest: URL, configuration: MelConfiguration = MelConfiguration()
  ) throws(CorpusError) {
    spectrogram = try MelSpectrogram(configuration)
    url = manifest.appendingPathExtension("features")
      .appending(path: "mel-\(spectrogram.identity.hex.prefix(16)).safetensors")
  }

  /// The pictures of recordings, in their order, from the store or computed on all cores; what was
  /// computed is stored.
  ///
  /// - Parameter progress: called after each recording with the number done and the number of all.
  /// - Throws: `FileError` of the first recording that cannot be read, `CancellationError` where
  ///   the surrounding task is cancelled.
  public func features(
    of recordings: [Recording],
    progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) async throws -> StoredFeatures {
    let stored = StoredPictures(url, bands: configuration.bands)
    let pictures = try await parallelMap(recordings, progress: progress) { recording in
      try picture(of: recording.url, in: stored)
    }
    var features = StoredFeatures(
      pictures: pictures.map(\.values), found: pictures.count { $0.isStored })
    if features.found < pictures.count {
      do throws(FileError) {
        try store(pictures, beside: stored)
      } catch {
        features.warnings.append(
          "The features are not kept for the next time, because \(error.description)")
      }
    }
    return features
  }

  private struct Picture {
    /// Of the recording's content.
    let hash: String
    let values: LogMel
    let isStored: Bool
  }

  private func picture(
    of recording: URL, in stored: StoredPictures?
  ) throws(FileError) -> Picture {
    let hash = try ContentHash(contentsOf: recording).hex
    if let picture = stored?[hash] { return Picture(hash: hash, values: picture, isStored: true) }
    let signal = try Signal(contentsOf: recording, sampleRate: configuration.sampleRate)
    return Picture(hash: hash, values: spectrogram(signal.samples), isStored: false)
  }

  /// Writes the store anew: all pictures of these recordings, and those that were there before.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  private func store(
    _ pictures: [Picture], beside stored: StoredPictures?
  ) throws(FileError) {
    var all = Dictionary(pictures.map { ($0.hash, $0.values) }) { first, _ in first }
    if let stored {
      for hash in stored.recordings where all[hash] == nil { all[hash] = stored[hash] }
    }
    let folder = url.deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw .cannotCreate(path: folder.path, why: "its folder cannot be written to")
    }
    try StoredPictures.write(all, to: url)
  }
}

/// Pictures from a feature store.
public struct StoredFeatures: Sendable {
  /// One picture a recording, in the order of the recordings.
  public var pictures: [LogMel]
  /// How many of them were found in the store.
  public var found: Int
  /// What went amiss without stopping the work, a sentence each.
  public var warnings: [String] = []
}

extension MelSpectrogram {
  /// The hash of everything but the recording that a picture depends on.
  var identity: ContentHash {
    // Of plain numbers and names, in the order of their declaration: Swift prints a Double so that
    // it is read back exactly.
    ContentHash(of: "\(Self.version) \(configuration)")
  }
}
