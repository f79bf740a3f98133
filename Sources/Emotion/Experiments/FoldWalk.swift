import Settings

/// The walk of an experiment over its seeds and folds, of which a resumed run repeats none that was
/// finished.
struct FoldWalk {
  let trainer: Trainer

  /// Computes every fold under every seed, or takes its outcomes where an earlier run left them.
  ///
  /// - Parameters:
  ///   - count: how many folds there are.
  ///   - walk: which walk of the experiment this is, from 0, and how many there are.
  ///   - name: the name of a fold under a seed, with which the names of its parts of the run begin.
  ///   - body: computes the outcomes of one fold, whose number is from 0.
  /// - Throws: what `body` throws; `FileError` where outcomes cannot be kept or read back.
  func outcomes<Answers>(
    folds count: Int, walk: (number: Int, of: Int) = (0, 1),
    name: (_ fold: Int, _ seed: UInt64) -> String = { "seed\($1)-fold\($0 + 1)" },
    _ body: (_ fold: Int, _ seed: UInt64, _ part: String) throws -> [RowOutcome<Answers>]
  ) throws -> [RowOutcome<Answers>] {
    var outcomes: [RowOutcome<Answers>] = []
    let all = trainer.seeds.count * count
    var done = walk.number * all
    trainer.observer.advance(toFold: done, of: walk.of * all, isNew: false)
    for seed in trainer.seeds {
      for fold in 0..<count {
        let part = name(fold, seed)
        var isNew = false
        outcomes += try trainer.run.kept(part) {
          isNew = true
          return try body(fold, seed, part)
        }
        done += 1
        trainer.observer.advance(toFold: done, of: walk.of * all, isNew: isNew)
      }
    }
    return outcomes
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
