import Files
import Foundation

/// The folds of an experiment under each seed, of which a resumed run repeats none that was finished.
struct FoldCourse {
  let trainer: Trainer

  /// Computes every fold, or takes its outcomes where an earlier run left them.
  ///
  /// - Parameters:
  ///   - count: how many folds there are.
  ///   - body: computes the outcomes of one fold; its parts of the run begin with the given name.
  /// - Throws: what `body` throws.
  func outcomes(
    folds count: Int, _ body: (_ fold: Int, _ seed: UInt64, _ part: String) throws -> [RowOutcome]
  ) throws -> [RowOutcome] {
    var outcomes: [RowOutcome] = []
    for repetition in 0..<UInt64(trainer.configuration.experiment.seeds) {
      let seed = trainer.configuration.seed + repetition
      for fold in 0..<count {
        let part = "seed\(seed)-fold\(fold + 1)"
        outcomes += try kept(part) { try body(fold, seed, part) }
      }
    }
    return outcomes
  }

  private func kept(
    _ part: String, _ body: () throws -> [RowOutcome]
  ) throws -> [RowOutcome] {
    let file = trainer.folder.file("folds").appendingPathComponent("\(part).json")
    if FileManager.default.fileExists(atPath: file.path) {
      return try JSONFile.read([RowOutcome].self, from: file)
    }
    let outcomes = try body()
    try Folder.create(file.deletingLastPathComponent())
    try JSONFile.write(outcomes, to: file)
    try trainer.forgetParts(of: part)
    return outcomes
  }
}

extension Trainer {
  /// Removes the checkpoints of all parts whose names begin with that of a fold.
  fileprivate func forgetParts(of fold: String) throws(FileError) {
    let checkpoints = folder.file("checkpoints")
    guard Folder.isFolder(checkpoints) else { return }
    for part in try Folder.names(in: checkpoints) where part.hasPrefix("\(fold)-") {
      try forget(part)
    }
  }
}
