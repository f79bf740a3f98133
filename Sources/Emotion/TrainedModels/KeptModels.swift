import Engine
import Files
public import Foundation
public import Speech

/// Where an experiment keeps the trained models of its rows in every fold, and what their cards say beside what
/// a fold tells.
public struct KeptModels: Sendable {
  /// The folder's name in a run's.
  public static let folderName = "models"
  public static let (classifier, augmentor) = ("classifier.safetensors", "augmentor.safetensors")

  /// What models of pictures and of features are of.
  fileprivate enum Inputs: Sendable {
    case pictures(MelConfiguration, classes: [String])
    case features(FeatureCorpus)
  }

  private let folder: URL
  fileprivate let inputs: Inputs
  fileprivate let manifest: String
  fileprivate let version: String

  /// - Parameters:
  ///   - run: the run's folder.
  ///   - classes: their names, whose positions are the labels.
  ///   - manifest: the SHA-256 of what is learnt from.
  ///   - version: ours.
  public init(
    in run: URL, ofPictures frontEnd: MelConfiguration, classes: [String], manifest: String,
    version: String
  ) {
    self.init(in: run, .pictures(frontEnd, classes: classes), manifest, version)
  }

  /// The same of features.
  ///
  /// - Parameter corpus: what is learnt from.
  public init(in run: URL, ofFeatures corpus: FeatureCorpus, manifest: String, version: String) {
    self.init(in: run, .features(corpus), manifest, version)
  }

  private init(in run: URL, _ inputs: Inputs, _ manifest: String, _ version: String) {
    folder = run.appending(path: Self.folderName)
    (self.inputs, self.manifest, self.version) = (inputs, manifest, version)
  }

  /// The folders of the models that a run has kept, one for each row in each fold, in the order of their names.
  public static func folders(in run: URL) -> [URL] {
    func folders(in folder: URL) -> [URL] {
      ((try? Folder.names(in: folder)) ?? []).sorted().map { folder.appending(path: $0) }
    }
    return folders(in: run.appending(path: folderName)).flatMap(folders)
  }

  /// The place of a model, whose folder is made.
  ///
  /// - Parameter part: of the run, such as `seed1-fold2-AUG-augmentor`; its model is in `AUG/fold-2`, with the
  ///   seed where there are several.
  fileprivate func file(
    _ name: String, ofPart part: String, _ configuration: Configuration
  ) throws(FileError) -> URL {
    let place = PartPlace(ofPart: part)
    let row = PartPlace.folderName(ofRow: place?.row ?? part)
    let seed = configuration.experiment.seeds > 1 ? "-seed-\(place?.seed ?? 0)" : ""
    let folder = folder.appending(path: "\(row)/fold-\(place?.fold ?? 1)\(seed)")
    try Folder.create(folder)
    return folder.appending(path: name)
  }
}

extension Trainer {
  /// Keeps a classifier or an augmentor of pictures, where that is asked for.
  ///
  /// - Parameter learnt: all that it, or what made its pictures, learnt from.
  /// - Throws: `FileError` where it cannot be written, `EngineError.device` where its weights cannot be read.
  func keep(
    _ network: some Module, as model: ModelCard.Kind, scale: PictureScale,
    learnt: [Utterance], seed: UInt64, part: String
  ) throws {
    guard let kept = keptModels, case .pictures(let frontEnd, let classes) = kept.inputs,
      run.ranks.isFirst
    else { return }
    var card = ModelCard(
      model, classes: classes, frontEnd: frontEnd, normalization: scale.normalization,
      configuration: configuration, version: kept.version, manifest: kept.manifest,
      training: TrainingData(learnt.map(\.labelled)))
    card.seed = seed
    let name = model == .classifier ? KeptModels.classifier : KeptModels.augmentor
    try TrainedModel(network, card).save(to: kept.file(name, ofPart: part, configuration))
  }

  /// The same of a classifier of features.
  ///
  /// - Parameter hidden: units of each hidden layer.
  func keep(_ network: DNN, hidden: Int, of fold: FeatureFold, part: String) throws {
    guard let (kept, card) = card(.dnn, of: fold) else { return }
    var own = card
    own.dnn?.hidden = hidden
    try TrainedDNN(network, own, on: kernels).save(
      to: kept.file(TrainedDNN.fileName, ofPart: part, configuration))
  }

  /// The same of a mixup GAN, without the vectors that it learnt from.
  func keep(_ network: MixupGAN, of fold: FeatureFold, part: String) throws {
    guard let (kept, card) = card(.mixupGAN, of: fold) else { return }
    try TrainedMixupGAN(network, card, on: kernels).save(
      to: kept.file(TrainedMixupGAN.fileName, ofPart: part, configuration))
  }

  private func card(
    _ model: FeatureModelCard.Kind, of fold: FeatureFold
  ) -> (KeptModels, FeatureModelCard)? {
    guard let kept = keptModels, case .features(let corpus) = kept.inputs, run.ranks.isFirst
    else { return nil }
    var learnt = fold.scale.learnt
    if let seen = corpus.seen { learnt.formUnion(seen) }
    var card = FeatureModelCard(
      model, of: corpus, scale: fold.scale.own, configuration: configuration,
      version: kept.version, manifest: kept.manifest, training: learnt)
    card.seed = fold.seed
    return (kept, card)
  }
}
