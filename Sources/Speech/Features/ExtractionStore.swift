public import Foundation

/// The 1582 features of recordings, computed once and kept in a file beside the manifest:
/// `m.csv.features/is10-<hash of the settings>.safetensors`.
///
/// Features are found again by the hash of their recording's content, as pictures are in a
/// `FeatureStore`. Where nothing can be written, they are only kept in memory.
public struct ExtractionStore: Sendable {
  private let folder: URL
  private let settings: Emobase2010.Settings
  private let sampleRate: Int?

  /// - Parameters:
  ///   - manifest: where the manifest lies; the features come into a folder beside it.
  ///   - sampleRate: the rate to bring recordings to, in Hz; nil for their own, the same for all.
  public init(beside manifest: URL, settings: Emobase2010.Settings, sampleRate: Int?) {
    folder = manifest.appendingPathExtension("features")
    self.settings = settings
    self.sampleRate = sampleRate
  }

  /// The features of recordings, from the store or computed on all cores; a row is named by its
  /// recording's path.
  ///
  /// - Parameters:
  ///   - isSkipping: whether to go on without recordings that cannot be read.
  ///   - progress: called after each recording with the number done and the number of all.
  /// - Throws: as `Emobase2010.extract`.
  public func features(
    of recordings: [Recording], skippingUnreadable isSkipping: Bool = false,
    progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) async throws -> Emobase2010.Extraction {
    try await Emobase2010.extract(
      recordings.map { ($0.url.path, $0) }, settings: settings, sampleRate: sampleRate,
      skippingUnreadable: isSkipping, keptIn: folder, progress: progress)
  }
}
