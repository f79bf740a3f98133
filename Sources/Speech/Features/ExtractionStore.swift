import Files
public import Foundation

/// The 1582 features of recordings, computed once and kept in a file beside the manifest:
/// `m.csv.features/is10-<hash>.safetensors`.
///
/// The hash is of the settings and of the recordings' paths and contents, so that a change of any
/// leads to another file. Where nothing can be written, the features are only kept in memory.
public struct ExtractionStore: Sendable {
  private let folder: URL
  private let settings: Emobase2010.Settings
  private let sampleRate: Int?

  /// Features of recordings that have any.
  public struct Features: Sendable {
    /// A row a recording, named by its path.
    public let table: FeatureTable
    /// The paths of recordings that are too short.
    public let skipped: [String]
    /// What a person should know, a sentence each.
    public let warnings: [String]
  }

  /// - Parameters:
  ///   - manifest: where the manifest lies; the features come into a folder beside it.
  ///   - sampleRate: the rate to bring recordings to, in Hz; nil for their own, the same for all.
  public init(beside manifest: URL, settings: Emobase2010.Settings, sampleRate: Int?) {
    folder = manifest.appendingPathExtension("features")
    self.settings = settings
    self.sampleRate = sampleRate
  }

  /// The features of recordings, from the store or computed on all cores.
  ///
  /// - Parameter progress: called after each recording with the number done and the number of all.
  /// - Throws: as `Emobase2010.extract`.
  public func features(
    of recordings: [Recording],
    progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) async throws -> Features {
    let file = folder.appending(path: "is10-\(try await identity(of: recordings)).safetensors")
    // A stored file that is not as it was written counts as not stored.
    if let table = try? FeatureTable(contentsOf: file) {
      let known = Set(table.files)
      let skipped = recordings.map(\.url.path).filter { !known.contains($0) }
      return Features(
        table: table, skipped: skipped,
        warnings: skipped.map { "\($0) is left out: it is too short for these features." })
    }
    let extraction = try await Emobase2010.extract(
      recordings.map { ($0.url.path, $0) }, settings: settings, sampleRate: sampleRate,
      progress: progress)
    var warnings = extraction.skipped.map { "\($0.file) is left out: \($0.reason)." }
    do throws(FileError) {
      try Files.Folder.create(folder)
      try extraction.table.write(to: file)
    } catch {
      warnings.append(
        "The features are not kept for the next time, because \(error.description)")
    }
    return Features(
      table: extraction.table, skipped: extraction.skipped.map(\.file), warnings: warnings)
  }

  /// A name for these recordings under these settings.
  ///
  /// - Throws: `FileError` of the first recording that cannot be read, `CancellationError` where
  ///   the surrounding task is cancelled.
  private func identity(of recordings: [Recording]) async throws -> String {
    let hashes = try await parallelMap(recordings) { _, _ in
    } _: { recording in
      "\(recording.url.path) \(try ContentHash(contentsOf: recording.url).hex)"
    }
    // Swift prints settings in the order of their declaration.
    let text = (["\(settings) \(sampleRate ?? 0)"] + hashes).joined(separator: "\n")
    return String(ContentHash(of: text).hex.prefix(16))
  }
}
