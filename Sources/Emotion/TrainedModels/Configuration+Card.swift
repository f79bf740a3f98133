extension Configuration {
  /// The settings that a classifier of pictures was trained with, as far as its card tells.
  public init(of card: ModelCard) {
    self.init(card.preset)
    seed = card.seed
    corpus.classes = card.classes
    frontEnd = card.frontEnd
    if let classifier = card.classifier { self.classifier = classifier }
  }

  /// The settings that a classifier of features was trained with, as far as its card tells.
  public init(of card: FeatureModelCard) {
    self.init(card.preset)
    seed = card.seed
    corpus.classes = card.classes
    if let extraction = try? card.extraction() { features = extraction }
    features.normalization = card.normalization
    if let dnn = card.dnn { self.dnn = dnn }
  }
}
