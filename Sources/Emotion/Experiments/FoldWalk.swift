import Files
import Settings
import Training

/// A fold of an experiment under a seed, and what can be computed by itself of it.
struct FoldParts<Answers: TestAnswers> {
  /// The fold's name, with which the names of its parts of the run begin.
  let name: String
  /// The names of its parts; the fold's own where it is one.
  let parts: [String]
  /// Whether most of its work is the device's.
  let isOnDevice: Bool
  /// Computes the part of a position.
  let compute: (_ part: Int) throws -> [RowOutcome<Answers>]

  /// A fold that is computed as a whole.
  init(
    _ name: String, onDevice isOnDevice: Bool = true,
    _ compute: @escaping () throws -> [RowOutcome<Answers>]
  ) {
    (self.name, parts, self.isOnDevice) = (name, [name], isOnDevice)
    self.compute = { _ in try compute() }
  }

  /// A fold whose rows do not depend on each other.
  ///
  /// - Parameter rows: what the names of the rows' parts of the run have of them.
  init(
    _ name: String, rows: [String],
    _ compute: @escaping (_ row: Int, _ part: String) throws -> RowOutcome<Answers>
  ) {
    let parts = rows.map { "\(name)-\($0)" }
    (self.name, self.parts, isOnDevice) = (name, parts, true)
    self.compute = { [try compute($0, parts[$0])] }
  }
}

/// The walk of an experiment over its seeds and folds, of which a resumed run repeats none that was
/// finished, and of which processes that share a run each take parts.
struct FoldWalk {
  let trainer: Trainer

  /// Every fold under every seed.
  ///
  /// - Parameters:
  ///   - count: how many folds there are.
  ///   - make: the fold of a number, from 0, under a seed, and its name.
  func folds<Answers>(
    _ count: Int, _ make: (_ fold: Int, _ seed: UInt64, _ name: String) -> FoldParts<Answers>
  ) -> [FoldParts<Answers>] {
    trainer.seeds.flatMap { seed in
      (0..<count).map { make($0, seed, "seed\(seed)-fold\($0 + 1)") }
    }
  }

  /// Computes folds, or takes their outcomes where an earlier run or another process left them.
  ///
  /// - Returns: the outcomes of each.
  /// - Throws: what their computing throws; `FileError` where outcomes cannot be kept or read back;
  ///   `RunError` where the right to compute them is lost.
  func outcomes<Answers>(
    of folds: [FoldParts<Answers>]
  ) throws -> [[RowOutcome<Answers>]] {
    if let planner = trainer.planner {
      try planner.plan(folds, in: trainer.folder)
      throw ExperimentPlanner.Made()
    }
    if let joined = trainer.run.joined { try share(folds, among: joined) }
    // Where several compute it, they gather parts meanwhile, and each says its own progress.
    let isAlone = trainer.run.joined == nil
    var left = isAlone ? try partsLeft(of: folds) : []
    let total = folds.reduce(0) { $0 + $1.parts.count }
    func advance() {
      guard isAlone else { return }
      trainer.observer.advance(
        to: PartsLeft(
          total: total, rows: left.map(\.row),
          isFirstBegun: left.first.map { trainer.run.metrics.isBegun($0.name) } ?? false))
    }
    advance()
    return try folds.map { fold in
      try trainer.run.kept(fold.name, parts: fold.parts) { part in
        let outcomes = try fold.compute(part)
        left.removeAll { $0.name == fold.parts[part] }
        advance()
        return outcomes
      }
    }
  }

  /// The parts that no earlier process left, and their positions in their folds.
  private func partsLeft<Answers>(
    of folds: [FoldParts<Answers>]
  ) throws(FileError) -> [(name: String, row: Int)] {
    var left: [(name: String, row: Int)] = []
    for fold in folds {
      for (row, name) in fold.parts.enumerated() {
        let state = try trainer.folder.state(of: JoinedRun.Part(name, of: fold.name))
        if state != .kept { left.append((name, row)) }
      }
    }
    return left
  }

  private func share<Answers>(
    _ folds: [FoldParts<Answers>], among joined: JoinedRun
  ) throws {
    let places = folds.indices.flatMap { fold in
      folds[fold].parts.indices.map { (fold, $0) }
    }
    let parts = places.map { JoinedRun.Part(folds[$0].parts[$1], of: folds[$0].name) }
    try trainer.run.share(parts, among: joined) { number in
      let (fold, part) = places[number]
      return try folds[fold].compute(part)
    }
  }

  /// Writes which recordings each fold tests beside the run, where it is computed.
  ///
  /// - Throws: `FileError`.
  func note(_ folds: [Fold], of corpus: some TestedCorpus) throws(FileError) {
    if trainer.planner != nil { return }
    try FoldTable.write(folds, of: corpus, to: trainer.folder.file(FoldTable.fileName))
  }

  /// The configuration that an experiment begins from.
  ///
  /// - Parameter settings: those that differ from the preset's, as `key=value`.
  /// - Throws: `SettingsError` where one of them is no setting.
  func defaults(departing settings: [String]) throws(SettingsError) -> Configuration {
    try Configuration(
      preset: trainer.configuration.preset,
      sources: settings.map { text throws(SettingsError) in try .setting(text) })
  }
}
