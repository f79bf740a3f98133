public import Files
public import Foundation
public import Ranks

/// The course of a training: it takes steps, some of which end an epoch, and it can be saved
/// between any two of them.
///
/// What a step does depends on the seed and its number alone, so that a course that goes on from a
/// checkpoint ends with the bits of one that never stopped.
public protocol Course: AnyObject {
  /// Steps taken so far.
  var step: Int { get }
  /// The epoch, or the iteration, of the last record; 0 before the first.
  var recorded: Int { get }
  /// How far it is, for whoever watches.
  var progress: CourseProgress { get }
  /// Whether the last step is taken, or early stopping ends the training.
  var isFinished: Bool { get }
  /// When checkpoints are due.
  var checkpoints: CheckpointInterval { get }

  /// Takes a step.
  ///
  /// - Parameter ranks: who takes it together with this process, each on its samples of the batch.
  /// - Returns: what is to be written down of the epoch, or the iteration, that the step ended; nil
  ///   within an epoch.
  /// - Throws: `EngineError`, `.notFinite` where a loss diverges.
  func takeStep(among ranks: Ranks) throws -> CourseRecord?

  /// Ends a finished course, such as by taking up the weights of the best epoch.
  ///
  /// - Returns: what is worth saying of it, as a clause.
  /// - Throws: `EngineError` where those weights cannot be taken up.
  func conclude() throws -> String?

  /// Writes all that is needed to go on, in the first of the processes; the others only add what they know.
  ///
  /// - Parameter url: where to; nil in the others.
  /// - Throws: `FileError` where the file cannot be written, `EngineError.device` where the state
  ///   cannot be read.
  func save(to url: URL?, among ranks: Ranks) throws

  /// The last record that a checkpoint knows of, as `recorded`; it is not taken up.
  ///
  /// - Throws: `FileError` where it is damaged.
  func recorded(in url: URL) throws(FileError) -> Int

  /// Goes on from a checkpoint of the same training.
  ///
  /// - Throws: `EngineError.weights` where it is of another, `FileError` where it is damaged.
  func restore(from url: URL) throws

  /// Takes up where the first of the processes is, weights and all.
  ///
  /// - Throws: `RankError`, `EngineError.device`.
  func follow(_ ranks: Ranks) throws
}

extension Course {
  /// Takes a step alone.
  ///
  /// - Throws: as `takeStep(among:)`.
  public func takeStep() throws -> CourseRecord? { try takeStep(among: .alone) }

  /// Writes all that is needed to go on.
  ///
  /// - Throws: as `save(to:among:)`.
  public func save(to url: URL) throws { try save(to: url, among: .alone) }
}

/// How much of a course is done, in steps or in epochs.
public struct CourseProgress: Equatable, Sendable {
  public let done: Int
  /// The most that there will be.
  public let total: Int

  public init(done: Int, total: Int) {
    self.done = done
    self.total = total
  }
}

/// When a course is saved beside its end and every wish to stop.
public enum CheckpointInterval: Sendable, Equatable {
  /// After so many steps.
  case steps(Int)
  /// After every epoch, and where one takes longer, after this time too. Epochs of a few recordings on
  /// a GPU are shorter than what saving them takes: after as many as take twenty times as long.
  case epochs(orAfter: Duration)
  /// After this time alone: where an epoch takes less than a second, saving each would take most of
  /// the time.
  case after(Duration)

  /// - Parameters:
  ///   - step: steps taken so far.
  ///   - endsEpoch: whether the last of them ended an epoch.
  ///   - unsaved: how long ago the last checkpoint was written.
  ///   - saving: what writing it took; zero before the first.
  func isDue(step: Int, endsEpoch: Bool, unsaved: Duration, saving: Duration) -> Bool {
    switch self {
    case .steps(let steps): step % steps == 0
    case .epochs(let longest):
      endsEpoch && unsaved >= saving * 20 || unsaved > longest
    case .after(let longest): unsaved > longest
    }
  }
}
