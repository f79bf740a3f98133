import Files
import Foundation

extension TrainingRun {
  /// The outcomes of a fold: those that an earlier process left, or newly computed ones, which are
  /// kept.
  ///
  /// - Parameters:
  ///   - fold: its name, with which the names of its parts of the run begin. Their checkpoints are
  ///     removed once the outcomes are kept.
  ///   - compute: trains and tests.
  /// - Throws: `FileError`, and what `compute` throws.
  public func kept<Outcome: Codable>(
    _ fold: String, _ compute: () throws -> [Outcome]
  ) throws -> [Outcome] {
    let file = folder.file("folds").appendingPathComponent("\(fold).json")
    if FileManager.default.fileExists(atPath: file.path) {
      return try JSONFile.read([Outcome].self, from: file)
    }
    let outcomes = try compute()
    try Folder.create(file.deletingLastPathComponent())
    try JSONFile.write(outcomes, to: file)
    try forgetParts(of: fold)
    return outcomes
  }

  private func forgetParts(of fold: String) throws(FileError) {
    let checkpoints = folder.file("checkpoints")
    guard Folder.isFolder(checkpoints) else { return }
    for part in try Folder.names(in: checkpoints) where part.hasPrefix("\(fold)-") {
      try Folder.remove(folder.checkpoints(of: part).folder)
    }
  }
}
