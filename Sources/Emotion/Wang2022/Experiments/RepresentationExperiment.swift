import Classical
import Random
import Training

/// Figure 3 of Wang et al. 2022: t-SNE maps of what the representation learner makes of utterances
/// and of their augmented copies, with augmentors trained without and with the balance loss.
public struct RepresentationExperiment: Experiment {
  public static let name = "representations"

  private let corpus: Corpus
  private let floor: Float
  private let trainer: Trainer

  /// - Parameters:
  ///   - corpus: with pictures in dB.
  ///   - floor: silence in dB.
  public init(_ corpus: Corpus, floor: Float, trainer: Trainer) {
    self.corpus = corpus
    self.floor = floor
    self.trainer = trainer
  }

  /// Trains both augmentors on the whole corpus and draws their maps.
  ///
  /// - Returns: a map without and one with the balance loss.
  /// - Throws: before anything is trained `ClassicalError` where there are too few points for the
  ///   perplexity, or representations of one number; `TrainingInterrupted` after saving, `EngineError.notFinite` where a loss diverges,
  ///   `SettingsError` where the networks cannot take so many mel bands, `CorpusError.classes`
  ///   where there are fewer than two classes.
  public func run() throws -> RepresentationMaps {
    let configuration = trainer.configuration
    let seed = configuration.seed
    let fold = try PictureFold(
      Fold(name: "maps", training: corpus.utterances.map(\.id), test: []), of: corpus, floor: floor,
      holdOut: HoldOutRule(0), seed: seed)
    let chosen = drawn(from: fold.training, seed: seed)
    try tsne.require(
      samples: chosen.count * (1 + configuration.map.copies), features: configuration.learner.hidden
    )
    var unbalanced = trainer.configuration.losses
    unbalanced.balance = 0
    let maps = try [("without BAL", unbalanced), ("with BAL", configuration.losses)].map {
      name, losses in
      let gan = try trainer.trainTripletGAN(
        fold.training, losses: losses, scale: fold.scale, seed: seed,
        part: name.replacing(" ", with: "-"))
      return try map(of: chosen, by: gan, padding: fold.scale.padding, named: name)
    }
    return RepresentationMaps(
      preset: configuration.preset,
      changes: try configuration.differences(from: Configuration(configuration.preset)),
      data: DataUse([corpus.use], overlap: nil), maps: maps)
  }

  private var tsne: TSNE {
    TSNE(
      perplexity: trainer.configuration.map.perplexity,
      iterations: trainer.configuration.map.iterations)
  }

  /// As many utterances of each class as the settings say, in the corpus's order.
  private func drawn(from utterances: [Utterance], seed: UInt64) -> [Utterance] {
    let count = trainer.configuration.map.utterances
    var generator = SeededGenerator(seed: seed, stream: "maps")
    var ids: Set<Int> = []
    for label in corpus.classes.indices {
      let members = utterances.filter { $0.label == label }.map(\.id)
      ids.formUnion(generator.shuffled(members).prefix(count))
    }
    return utterances.filter { ids.contains($0.id) }
  }

  private func map(
    of utterances: [Utterance], by gan: TripletGAN, padding: Float, named name: String
  ) throws -> RepresentationMap {
    let settings = trainer.configuration.map
    let augmentation = Augmentation(
      gan.augmentor, padding: padding, seed: trainer.configuration.seed, on: trainer.kernels)
    let copies = try augmentation.variants(settings.copies, of: utterances)
    let all = utterances.map { ($0, false) } + copies.map { ($0, true) }
    var representations: [Float] = []
    for (utterance, _) in all {
      // The first window: most recordings are no longer.
      let window = utterance.picture.windows(
        length: gan.augmentor.settings.frames, padding: padding)[0]
      let batch = PictureBatch(
        [window], length: gan.augmentor.settings.frames, bands: utterance.picture.bands)
      representations += try gan.learner(Pictures(batch, on: trainer.kernels), .inference).values()
    }
    trainer.observer.begin("\(name), map", steps: settings.iterations, done: 0)
    let points = try tsne.map(
      SampleMatrix(
        rows: all.count, columns: representations.count / all.count, values: representations),
      on: trainer.kernels
    ) { done in
      trainer.observer.advance(to: done, "")
      return !trainer.observer.isStopRequested
    }
    if trainer.observer.isStopRequested { throw TrainingInterrupted(part: name) }
    return RepresentationMap(
      name, classes: corpus.classes,
      points: all.enumerated().map { index, item in
        RepresentationMap.Point(
          x: points.values[2 * index], y: points.values[2 * index + 1], label: item.0.label,
          isAugmented: item.1, file: item.0.file)
      })
  }
}
