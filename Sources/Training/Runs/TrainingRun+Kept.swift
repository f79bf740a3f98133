import Files
public import Foundation

extension TrainingRun {
  /// The model of a training: that which an earlier process left, or a newly trained one. Once it is kept,
  /// its checkpoints are removed, which are several times as large and have nothing to go on with.
  ///
  /// - Parameters:
  ///   - file: the model's, whole or not there.
  ///   - part: the training's name.
  ///   - load: reads the file.
  ///   - train: trains, and writes the file.
  /// - Throws: `FileError`, and what `load` and `train` throw.
  public func kept<Model>(
    in file: URL, of part: String, load: (URL) throws -> Model, train: () throws -> Model
  ) throws -> Model {
    let isTrained = FileManager.default.fileExists(atPath: file.path)
    if isTrained { observer.say("\(part): trained already") }
    let model = isTrained ? try load(file) : try train()
    try forgetParts { $0 == part }
    return model
  }

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
    try forgetParts { $0.hasPrefix("\(fold)-") }
    return outcomes
  }

  /// Removes the checkpoints of some parts of the run.
  private func forgetParts(_ isDone: (_ part: String) -> Bool) throws(FileError) {
    let checkpoints = folder.file("checkpoints")
    guard Folder.isFolder(checkpoints) else { return }
    for part in try Folder.names(in: checkpoints) where isDone(part) {
      try Folder.remove(folder.checkpoints(of: part).folder)
    }
  }
}
