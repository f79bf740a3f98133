import Files
import Foundation

extension TrainingRun {
  /// The outcomes of a fold: those that an earlier process left, or newly computed ones, which are
  /// kept with their checksum. Those that are not as they were written are computed anew, with a warning.
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
    let checksum = FileChecksum(of: file)
    if FileManager.default.fileExists(atPath: file.path) {
      if try checksum.fits { return try JSONFile.read([Outcome].self, from: file) }
      observer.warn(
        "\(file.path) is not as it was written, by its checksum; the fold is computed anew.")
    }
    let outcomes = try compute()
    try Folder.create(file.deletingLastPathComponent())
    let text = try JSONFile.text(outcomes, path: file.path) + "\n"
    // Before the file, which so never lies there without it.
    try checksum.write(for: text)
    try AtomicFile.write(text, to: file)
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
