import Engine
import Foundation

extension Checkpoint {
  /// Saves a course under its seed.
  ///
  /// - Throws: `FileError` where the file cannot be written.
  func save(to url: URL, progress: [String: String], seed: UInt64) throws {
    try save(to: url, progress: progress.merging(["seed": "\(seed)"]) { $1 })
  }

  /// Restores a course.
  ///
  /// - Throws: `EngineError.weights` where the checkpoint is of another training, `FileError` where
  ///   it is damaged.
  func restore(from url: URL, seed: UInt64) throws -> RestoredProgress {
    let progress = RestoredProgress(file: url.path, values: try restore(from: url))
    guard progress.values["seed"] == "\(seed)" else { throw progress.isOfAnother }
    return progress
  }
}

/// What a checkpoint says beside its arrays.
struct RestoredProgress {
  fileprivate let file: String
  let values: [String: String]

  /// A whole number that every checkpoint of such a course has.
  ///
  /// - Throws: `EngineError.weights` where this has none.
  func count(_ name: String) throws(EngineError) -> Int {
    guard let count = values[name].flatMap(Int.init), count >= 0 else { throw isOfAnother }
    return count
  }

  fileprivate var isOfAnother: EngineError {
    .weights(file: file, reason: "it is of a training with another seed or of another kind")
  }
}
