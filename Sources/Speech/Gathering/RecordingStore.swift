import Files
import Foundation

/// What is computed of recordings, each by itself and once: it is kept in a file, where it is found again
/// by the hash of the recording's content. A recording that was moved or renamed is found; one that was
/// changed is computed again. What is not as it was written counts as not there.
struct RecordingStore: Sendable {
  private let url: URL?
  private let isUsable: @Sendable ([Int]) -> Bool
  private let compute: @Sendable (URL) throws(FileError) -> KeptArrays.Item

  /// - Parameters:
  ///   - url: the file; nil where nothing is kept.
  ///   - isUsable: whether an item of a shape that was found can be one that is computed.
  ///   - compute: makes the item of the recording at a path.
  init(
    _ url: URL?, isUsable: @escaping @Sendable (_ shape: [Int]) -> Bool,
    compute: @escaping @Sendable (URL) throws(FileError) -> KeptArrays.Item
  ) {
    self.url = url
    self.isUsable = isUsable
    self.compute = compute
  }

  /// The items of recordings.
  struct Gathered: Sendable {
    /// By the recording's position, with the hash of its bytes in hexadecimal; those that cannot be read
    /// are missing.
    var items: [(position: Int, item: KeptArrays.Item, hash: String)] = []
    /// What is wrong with the others, by their positions.
    var failures: [(position: Int, error: FileError)] = []
    /// How many items were found in the file.
    var found = 0
    /// What went amiss without stopping the work, a sentence each.
    var warnings: [String] = []
    /// Of the bytes of all recordings, in their order.
    let content: ContentHash
  }

  /// Finds or computes items on all cores, and keeps those that were computed, also where some
  /// recordings cannot be read.
  ///
  /// - Parameters:
  ///   - isSkipping: whether to go on without recordings that cannot be read.
  ///   - progress: called after each recording with the number done and the number of all.
  /// - Throws: `UnreadableRecordings` where any cannot be read, or where `isSkipping` all;
  ///   `CancellationError` where the surrounding task is cancelled.
  func items(
    of recordings: [Recording], skippingUnreadable isSkipping: Bool,
    progress: @Sendable (_ done: Int, _ all: Int) -> Void
  ) async throws -> Gathered {
    let kept = url.flatMap { KeptArrays($0) }
    let results = try await parallelMap(recordings, progress: progress) { recording in
      Result { () throws(FileError) in try item(of: recording.url, in: kept) }
    }
    let hashes = results.map { (try? $0.get().hash) ?? "unreadable" }
    var gathered = Gathered(content: ContentHash(of: hashes.joined(separator: "\n")))
    var computed: [String: KeptArrays.Item] = [:]
    for (position, result) in results.enumerated() {
      switch result {
      case .success(let found):
        gathered.items.append((position, found.item, found.hash))
        if found.isKept { gathered.found += 1 } else { computed[found.hash] = found.item }
      case .failure(let error): gathered.failures.append((position, error))
      }
    }
    if let url, !computed.isEmpty {
      do throws(FileError) {
        try keep(computed, beside: kept, in: url)
      } catch {
        gathered.warnings.append(
          "The features are not kept for the next time, because \(error.description)")
      }
    }
    if !gathered.failures.isEmpty, !isSkipping || gathered.items.isEmpty {
      throw UnreadableRecordings(gathered.failures.map(\.error), of: recordings.count)
    }
    return gathered
  }

  private struct Found {
    /// Of the recording's content.
    let hash: String
    let item: KeptArrays.Item
    let isKept: Bool
  }

  private func item(of recording: URL, in kept: KeptArrays?) throws(FileError) -> Found {
    let hash = try ContentHash(contentsOf: recording).hex
    if let item = kept?[hash], isUsable(item.shape) {
      return Found(hash: hash, item: item, isKept: true)
    }
    return Found(hash: hash, item: try compute(recording), isKept: false)
  }

  /// Writes the file anew: what was computed, and what was there before.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  private func keep(
    _ computed: [String: KeptArrays.Item], beside kept: KeptArrays?, in url: URL
  ) throws(FileError) {
    var all = computed
    if let kept {
      for hash in kept.recordings where all[hash] == nil { all[hash] = kept[hash] }
    }
    let folder = url.deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw .cannotCreate(path: folder.path, why: "its folder cannot be written to")
    }
    try KeptArrays.write(all, to: url)
  }
}

extension RecordingStore.Gathered {
  /// What is to be told of the recordings.
  ///
  /// - Parameters:
  ///   - names: of the recordings.
  ///   - unusable: further recordings that are left out, by their positions; nothing else is said of
  ///     them.
  func report(
    _ names: [String], for requirements: SoundRequirements,
    unusable: [Int: LeftOutRecording] = [:]
  ) -> RecordingReport {
    let unreadable = failures.map {
      ($0.position, LeftOutRecording(file: names[$0.position], $0.error))
    }
    return RecordingReport(
      all: names.count,
      leftOut: (unreadable + unusable.map { ($0, $1) }).sorted { $0.0 < $1.0 }.map(\.1),
      problems: items.filter { unusable[$0.position] == nil }.flatMap {
        $0.item.sound.problems(of: names[$0.position], for: requirements)
      }, warnings: warnings, content: content)
  }
}
