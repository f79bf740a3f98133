import Engine
import Files
import Foundation

/// Table 2 of Wang et al. (section 3.2.1): each class but neutral is cut to a fifth at random, once a
/// seed; a classifier learns from what is left (NoAUG), and from that and its augmented copies (AUG).
public struct ImbalanceExperiment {
  private let corpus: Corpus
  private let trainer: Trainer
  private let floor: Float

  /// The rows of the table.
  public enum Row: String, CaseIterable, Codable, Sendable {
    case noAugmentation = "NoAUG"
    case augmentation = "AUG"
  }

  /// - Parameters:
  ///   - corpus: with pictures in dB.
  ///   - floor: silence in dB.
  public init(_ corpus: Corpus, floor: Float, trainer: Trainer) {
    self.corpus = corpus
    self.floor = floor
    self.trainer = trainer
  }

  /// Runs every fold of every seed, or takes its results where an earlier run left them.
  ///
  /// - Throws: `SplitError` where the corpus cannot be divided so, `TrainingInterrupted`.
  public func run() throws -> ImbalanceOutcome {
    let settings = trainer.configuration.experiment
    let folds =
      settings.folds == 0
      ? try Fold.standard(corpus.labelled)
      : try Fold.grouped(corpus.labelled, folds: settings.folds)
    let reduced = Set(
      corpus.classes.indices.filter { corpus.classes[$0] != settings.neutral })
    var parts: [FoldOutcome] = []
    for repetition in 0..<UInt64(settings.seeds) {
      let seed = trainer.configuration.seed + repetition
      let subset = ImbalancedSubset(
        of: corpus.labelled, reducing: reduced, to: settings.keepFraction, seed: seed)
      for (number, fold) in folds.enumerated() {
        parts += try outcome(
          of: fold, name: "seed\(seed)-fold\(number + 1)", kept: subset.kept, seed: seed)
      }
    }
    return ImbalanceOutcome(
      corpus: corpus, configuration: trainer.configuration, folds: folds, parts: parts)
  }

  private func outcome(of fold: Fold, name: String, kept: Set<Int>, seed: UInt64) throws
    -> [FoldOutcome]
  {
    let file = trainer.folder.file("folds").appendingPathComponent("\(name).json")
    if FileManager.default.fileExists(atPath: file.path) {
      return try JSONFile.read([FoldOutcome].self, from: file)
    }
    let data = FoldData(
      corpus, training: fold.training.filter(kept.contains), test: fold.test, floor: floor,
      holdOut: trainer.configuration.classifier.holdOut, seed: seed, stream: fold.name)
    var outcomes: [FoldOutcome] = []
    for row in Row.allCases {
      let augmented =
        row == .augmentation ? try augmentedCopies(data, seed: seed, part: "\(name)-augmentor") : []
      let model = try trainer.trainClassifier(
        data.training + augmented, heldOut: data.heldOut, classes: corpus.classes,
        padding: data.padding, seed: seed, part: "\(name)-\(row.rawValue)")
      let voting = SegmentVoting(
        model, length: trainer.configuration.classifier.segment,
        stride: trainer.configuration.classifier.stride, padding: data.padding,
        batch: trainer.configuration.classifier.batch, on: trainer.kernels)
      outcomes.append(
        FoldOutcome(
          row: row, seed: seed, fold: fold.name, verdicts: try voting.verdicts(on: data.test)))
    }
    try Folder.create(file.deletingLastPathComponent())
    try JSONFile.write(outcomes, to: file)
    for part in ["augmentor"] + Row.allCases.map(\.rawValue) {
      try trainer.forget("\(name)-\(part)")
    }
    return outcomes
  }

  /// Variants of the training utterances by an augmentor that was trained on them, nothing held out
  /// among them.
  private func augmentedCopies(_ data: FoldData, seed: UInt64, part: String) throws -> [Utterance] {
    let settings = trainer.configuration.experiment
    guard settings.augmentFactor > 0 else { return [] }
    let augmentor = try trainer.trainAugmentor(
      data.training, padding: data.padding, seed: seed, part: part)
    let neutral = corpus.classes.firstIndex(of: settings.neutral)
    let chosen = data.training.filter { settings.augmentClasses == .all || $0.label != neutral }
    trainer.observer.begin(
      "\(part), augmenting", steps: chosen.count * settings.augmentFactor, done: 0)
    let observer = trainer.observer
    let copies = try Augmentation(
      augmentor, padding: data.padding, seed: seed, on: trainer.kernels
    ).variants(settings.augmentFactor, of: chosen) { done in
      observer.advance(to: done, "")
      return !observer.isStopRequested
    }
    guard copies.count == chosen.count * settings.augmentFactor else {
      throw TrainingInterrupted(part: part)
    }
    return copies
  }
}
