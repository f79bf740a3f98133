import Files
public import Foundation
import Ranks

extension TrainingRun {
  /// The model of a training: that which an earlier process left, or a newly trained one. Once it is kept,
  /// its checkpoints are removed, which are several times as large and have nothing to go on with.
  ///
  /// - Parameters:
  ///   - file: the model's, whole or not there.
  ///   - part: the training's name.
  ///   - load: reads the file.
  ///   - train: trains.
  ///   - save: writes the file.
  /// - Throws: `FileError`, `RankError`, and what `load`, `train` and `save` throw.
  public func kept<Model>(
    in file: URL, of part: String, load: (URL) throws -> Model, train: () throws -> Model,
    save: (Model) throws -> Void
  ) throws -> Model {
    let isTrained = try ranks.fromFirst { FileManager.default.fileExists(atPath: file.path) }
    if isTrained {
      observer.say("\(part): trained already")
      try fetch(file)
    }
    let model = isTrained ? try load(file) : try train()
    if !isTrained && ranks.isFirst { try save(model) }
    try forgetParts { $0 == part }
    return model
  }

  /// Writes a file of the first process's folder into this one's.
  private func fetch(_ file: URL) throws {
    if ranks.isAlone { return }
    let data = try ranks.share(ranks.isFirst ? Data(contentsOf: file) : Data(), from: 0)
    if !ranks.isFirst { try AtomicFile.write(data, to: file) }
  }

  /// The outcomes of a fold: those that an earlier process left, or newly computed ones, which are
  /// kept with their checksum. Those that are not as they were written are computed anew, with a warning.
  ///
  /// - Parameters:
  ///   - fold: its name, with which the names of its parts of the run begin. Their checkpoints are
  ///     removed once the outcomes are kept.
  ///   - parts: the names of what can be computed by itself, of which processes that shared the run may
  ///     have left outcomes.
  ///   - compute: trains and tests the part of a position.
  /// - Throws: `FileError`, and what `compute` throws.
  public func kept<Outcome: Codable>(
    _ fold: String, parts: [String], _ compute: (_ part: Int) throws -> [Outcome]
  ) throws -> [Outcome] {
    let file = folder.outcomes(of: fold)
    if let outcomes = try ranks.fromFirst({ try read(file, as: Outcome.self) }) {
      // Where a process was killed before it did.
      try forgetParts { $0.hasPrefix("\(fold)-") }
      return outcomes
    }
    let outcomes = try parts.enumerated().flatMap { number, part in
      if let outcomes = try ranks.fromFirst({
        try read(folder.parts.outcomes(of: part), as: Outcome.self)
      }) {
        return outcomes
      }
      try metrics.begin(part)
      return try compute(number)
    }
    if ranks.isFirst { try file.write(outcomes) }
    try forgetParts { $0.hasPrefix("\(fold)-") }
    return outcomes
  }

  /// The same of a fold that is one part.
  public func kept<Outcome: Codable>(
    _ fold: String, _ compute: () throws -> [Outcome]
  ) throws -> [Outcome] {
    try kept(fold, parts: [fold]) { _ in try compute() }
  }

  /// Computes the parts of folds together with the other processes that share the run, and begins a turn
  /// once all are kept.
  ///
  /// - Parameter compute: trains and tests the part of a position.
  /// - Throws: `FileError`, `RunError`, and what `compute` throws.
  public func share<Outcome: Codable>(
    _ parts: [JoinedRun.Part], among joined: JoinedRun,
    _ compute: (_ part: Int) throws -> [Outcome]
  ) throws {
    try joined.compute(parts, in: folder, observer: observer) { number in
      let part = parts[number]
      try metrics.begin(part.name)
      try folder.parts.outcomes(of: part.name).write(compute(number))
      try forgetParts { PartFolder.owns(part.name, $0) }
    }
    try joined.beginTurn { observer.isStopRequested }
  }

  /// - Throws: `FileError`.
  private func read<Outcome: Decodable>(
    _ file: OutcomeFile, as outcome: Outcome.Type
  ) throws(FileError) -> [Outcome]? {
    if let outcomes = try file.read(outcome) { return outcomes }
    if file.isThere {
      observer.warn(
        "\(file.url.path) is not as it was written, by its checksum; the fold is computed anew.")
    }
    return nil
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
