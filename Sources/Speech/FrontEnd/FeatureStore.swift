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
  /// computed is stored, also where some recordings cannot be read.
  ///
  /// - Parameters:
  ///   - isSkipping: whether to go on without recordings that cannot be read.
  ///   - progress: called after each recording with the number done and the number of all.
  /// - Throws: `UnreadableRecordings` where any cannot be read, or where `isSkipping` all;
  ///   `CancellationError` where the surrounding task is cancelled.
  public func features(
    of recordings: [Recording], skippingUnreadable isSkipping: Bool = false,
    progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) async throws -> StoredFeatures {
    let bands = configuration.bands
    let store = RecordingStore(
      url, isUsable: { $0.count == 2 && $0[1] == bands },
      compute: { [spectrogram] recording throws(FileError) in
        let heard = try HeardSignal(
          contentsOf: recording, sampleRate: spectrogram.configuration.sampleRate)
        let picture = spectrogram(heard.signal.samples)
        return KeptArrays.Item(
          shape: [picture.frames, bands], values: picture.values, sound: heard.sound)
      })
    let gathered = try await store.items(
      of: recordings, skippingUnreadable: isSkipping, progress: progress)
    return StoredFeatures(
      pictures: gathered.items.map { LogMel($0.item.values, bands: bands) },
      positions: gathered.items.map(\.position), found: gathered.found,
      report: gathered.report(
        recordings.map(\.url.path), for: configuration.requirements))
  }
}

/// Pictures from a feature store.
public struct StoredFeatures: Sendable {
  /// One picture a recording, in the order of the recordings, without those that are left out.
  public let pictures: [LogMel]
  /// The position of each picture's recording among those that were asked for.
  public let positions: [Int]
  /// How many of them were found in the store.
  public let found: Int
  /// What is to be told of the recordings.
  public let report: RecordingReport
}

extension MelSpectrogram {
  /// The hash of everything but the recording that a picture depends on.
  var identity: ContentHash {
    // Of plain numbers and names, in the order of their declaration: Swift prints a Double so that
    // it is read back exactly.
    ContentHash(of: "\(Self.version) \(configuration)")
  }
}
