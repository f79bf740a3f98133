public import Files
public import Foundation

/// The last two checkpoints of a training, each a folder named by its step.
///
/// A checkpoint appears whole: a process that is killed while it writes one leaves those before.
public struct CheckpointStore: Sendable {
  /// A checkpoint that is there.
  public struct Checkpoint: Sendable, Equatable {
    /// The step after which it was taken.
    public let step: Int
    /// Its folder.
    public let url: URL
  }

  /// Where the checkpoints lie.
  public let folder: URL
  /// How many checkpoints are kept.
  public static let kept = 2

  /// Opens the store, which is made where there is none, and removes what a killed process left.
  ///
  /// - Throws: `FileError`.
  public init(_ folder: URL) throws(FileError) {
    self.folder = folder
    try Folder.create(folder)
    for name in try Folder.names(in: folder) where AtomicFolder.isLeftover(name) {
      try Folder.remove(folder.appendingPathComponent(name))
    }
  }

  /// The checkpoints that are there, the newest first.
  ///
  /// - Throws: `FileError.io`.
  public var checkpoints: [Checkpoint] {
    get throws(FileError) {
      try Folder.names(in: folder)
        .compactMap { name in
          Int(name).map { Checkpoint(step: $0, url: folder.appendingPathComponent(name)) }
        }
        .sorted { $0.step > $1.step }
    }
  }

  /// Begins a checkpoint: its files go into the folder's `url`, and `finish` puts it in place.
  ///
  /// - Throws: `FileError`.
  public func begin(step: Int) throws(FileError) -> AtomicFolder {
    try AtomicFolder(folder.appendingPathComponent("\(step)", isDirectory: true))
  }

  /// Puts a checkpoint in place and removes all but the last two. One of a later step is none of
  /// them: the training could not go on from it, or it would not be at this step again.
  ///
  /// - Parameter step: that with which it was begun.
  /// - Throws: `FileError`.
  public func finish(_ checkpoint: AtomicFolder, step: Int) throws(FileError) {
    try checkpoint.commit()
    let (passedOver, past) = (
      try checkpoints.filter { $0.step > step }, try checkpoints.filter { $0.step <= step }
    )
    for old in passedOver + past.dropFirst(Self.kept) { try Folder.remove(old.url) }
  }
}
