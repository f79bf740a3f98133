import Classical
public import Files
public import Foundation
public import Speech

/// Synthetic vectors of a trained mixup GAN: G(E(x)) of its training vectors and of mixes of these,
/// with the labels of the sources, soft for mixes.
public struct Synthesis {
  /// What a vector was made from.
  private struct Source {
    let file: String
    /// Of a mix.
    let partner: (file: String, lambda: Float)?
  }

  private let model: TrainedMixupGAN
  private let vectors: LabelledFeatures
  private let sources: [Source]

  /// - Parameters:
  ///   - table: the training vectors on the scale of the networks, with their classes.
  ///   - mixes: how many mixes of each training vector are made too.
  /// - Throws: `CorpusError.features` where a vector has no class of the model.
  public init(
    _ model: TrainedMixupGAN, of table: FeatureTable, mixes: Int, seed: UInt64
  ) throws {
    self.model = model
    let labels = (table.labels ?? []).compactMap(model.card.classes.firstIndex)
    guard labels.count == table.files.count else {
      throw CorpusError.features(
        "The training vectors do not all have a class of the model; train it anew.")
    }
    let originals = LabelledFeatures(
      SampleMatrix(table), labels: labels, classes: model.card.classes.count)
    var from = originals
    var sources = table.files.map { Source(file: $0, partner: nil) }
    let mixup = Mixup(alpha: (model.card.mixupGAN ?? MixupGANSettings()).alpha)
    for copy in 0..<mixes {
      let mixes = mixup.draw(forAll: originals.count, seed: seed, stream: "synthesis \(copy)")
      from = from.appending(mixes(originals))
      for (row, (partner, lambda)) in zip(mixes.rows, zip(mixes.partners, mixes.lambdas)) {
        sources.append(
          Source(file: table.files[row], partner: (table.files[partner], lambda)))
      }
    }
    vectors = LabelledFeatures(
      try model.gan.reconstructions(of: from.features, on: model.kernels).asAnswers(),
      targets: from.targets)
    self.sources = sources
  }

  public var count: Int { vectors.count }

  /// Writes the vectors, and beside them what each was made from and the probabilities of its classes.
  ///
  /// - Parameter normalized: whether they stay on the scale of the networks.
  /// - Throws: as `FeatureTable.write(to:)`.
  public func write(to url: URL, normalized: Bool) throws(FileError) {
    let file = SyntheticVectors.labels(of: url)
    try labels.write(to: file)
    try table(normalized: normalized, labels: ContentHash(contentsOf: file)).write(to: url)
  }

  /// The vectors, each under the class of its largest probability: on the scale of the features
  /// where the model knows it, else on that of the networks, which the kind says then. Its notes say what
  /// the model learnt from, and which file has the probabilities.
  private func table(normalized: Bool, labels file: ContentHash) -> FeatureTable {
    let card = model.card
    let scale = normalized ? nil : card.scale
    return FeatureTable(
      kind: scale == nil ? card.features.normalized(card.normalization) : card.features,
      names: card.names, files: names,
      values: (scale?.inverse(vectors.features) ?? vectors.features).values,
      labels: vectors.labels.map { card.classes[$0] }
    ).noting(
      FeatureNotes(seen: card.training.map { SeenRecordings($0) }, classes: file.hex))
  }

  /// A row a vector: its name, what it was made from, and the probabilities of the classes.
  private var labels: CSVTable {
    var table = CSVTable(
      header: SyntheticVectors.columns
        + model.card.classes.map { "probability_\($0)" })
    for (row, source) in sources.enumerated() {
      table.append(
        [
          names[row], source.file, source.partner?.file ?? "",
          source.partner.map { "\($0.lambda)" } ?? "",
        ] + vectors.targets[row].map { "\($0)" })
    }
    return table
  }

  private var names: [String] {
    (1...max(1, count)).map { String(format: "synthetic-%06d", $0) }
  }
}

extension FeatureKind {
  /// The kind of these features once they are normalised.
  public func normalized(_ normalization: FeatureSettings.Normalization) -> FeatureKind {
    FeatureKind(
      set: set, variant: variant, sampleRate: sampleRate,
      switches: switches + ["normalised by \(normalization.rawValue)"])
  }
}
