import Engine
import Files
import Foundation
import Random

extension Checkpoint {
  /// Saves a course under its seed, and the version of how random numbers are dealt.
  ///
  /// - Throws: `FileError` where the file cannot be written.
  func save(to url: URL, progress: [String: String], seed: UInt64) throws {
    let dealt = ["seed": "\(seed)", "random": "\(RandomAddress.version)"]
    try save(to: url, progress: progress.merging(dealt) { $1 })
  }

  /// Restores a course.
  ///
  /// - Throws: `EngineError.weights` where the checkpoint is of another training, or of a version that
  ///   dealt random numbers in another way; `FileError` where it is damaged.
  func restore(from url: URL, seed: UInt64) throws -> RestoredProgress {
    let file = try SafetensorsFile(contentsOf: url)
    guard file.metadata["random"] == "\(RandomAddress.version)" else {
      throw EngineError.weights(
        file: url.path,
        reason:
          "it is of a version of ser that dealt random numbers in another way, and cannot go on "
          + "with the same bits; start the run anew")
    }
    let progress = RestoredProgress(file: url.path, values: try restore(from: file))
    guard progress.values["seed"] == "\(seed)" else { throw progress.isOfAnother }
    return progress
  }
}

extension Course {
  /// A whole number that a checkpoint says beside its arrays; 0 where it says none.
  ///
  /// - Throws: `FileError` where its header is damaged.
  func count(_ name: String, in url: URL) throws(FileError) -> Int {
    // Whoever takes it up compares its checksum.
    try SafetensorsFile(contentsOf: url, verifying: false).metadata[name].flatMap(Int.init) ?? 0
  }
}

/// What a checkpoint says beside its arrays.
struct RestoredProgress {
  let file: String
  let values: [String: String]

  /// A whole number that every checkpoint of such a course has.
  ///
  /// - Throws: `EngineError.weights` where this has none, or a greater one than there can be.
  func count(_ name: String, atMost most: Int) throws(EngineError) -> Int {
    guard let count = values[name].flatMap(Int.init), 0...most ~= count else { throw isOfAnother }
    return count
  }

  var isOfAnother: EngineError {
    .weights(file: file, reason: "it is of a training with another seed or of another kind")
  }
}
