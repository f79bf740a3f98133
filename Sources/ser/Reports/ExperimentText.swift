import Emotion

/// What an experiment asks and how it is answered.
struct ExperimentText {
  let title: String
  let question: String
  /// What a run did, by its settings.
  let protocolSentences: String

  /// - Parameters:
  ///   - experiment: the name in `results.json`.
  ///   - settings: the run's; nil where they cannot be read.
  ///   - classes: those that were told apart.
  ///   - rows: the names of the table's rows.
  init(
    of experiment: String, settings: Configuration?, classes: [String], rows: [String] = []
  ) {
    title = Self.title(of: experiment)
    question = Self.question(of: experiment, settings)
    protocolSentences =
      settings.map {
        ExperimentProtocol(settings: $0, classes: classes, rows: rows).sentences(of: experiment)
      }
      ?? "The run's config.yaml cannot be read, so that this page does not say by which protocol it "
      + "was computed."
  }

  /// The heading of a page.
  static func title(of experiment: String) -> String {
    switch experiment {
    case "imbalance": "Augmentation on an imbalanced corpus"
    case "ablation": "Which losses the augmentor needs"
    case "cross-lingual": "Augmentation across languages"
    case "representations": "Maps of representations"
    case "synthetic-features": "Synthetic features within a corpus"
    case "encoded-features": "Compressed features"
    case "support-vectors": "Support vector machines"
    case "cross-corpus": "Synthetic features across corpora"
    default: "Experiment \(experiment)"
    }
  }

  /// The heading of the page of a run whose results do not name what it is yet; nil of other commands.
  ///
  /// - Parameter command: as in `experiment imbalance`.
  static func title(ofCommand command: String) -> String? {
    switch command {
    case "train classifier": "Training of a classifier"
    case "train dnn": "Training of a classifier of features"
    case "train augmentor": "Training of an augmentor"
    case "train mixup-gan": "Training of a mixup GAN"
    case "demo": title(of: ImbalanceExperiment.name)
    default:
      Experiments.names.first { command == "experiment \($0)" }.map(title(of:))
    }
  }

  private static func question(of experiment: String, _ settings: Configuration?) -> String {
    switch experiment {
    case "imbalance":
      "Does training on augmented copies raise the recall of classes of which few recordings are "
        + "left? (Wang et al. 2022, Table 2)"
    case "ablation":
      "What do the variance loss and the balance loss add to the augmentor? (Wang et al. 2022, "
        + "Table 3)"
    case "cross-lingual":
      "Do augmented copies help where little of a target language is there? (Wang et al. 2022, "
        + "Figure 4)"
    case "representations":
      "Where does the representation learner put recordings and augmented copies of them, without "
        + "and with the balance loss? (Wang et al. 2022, Figure 3)"
    case "synthetic-features":
      "What do classifiers learn from synthetic feature vectors, alone and beside real ones? (Latif "
        + "et al. 2020, Table 1 and Figure 2)"
    case "encoded-features":
      "How much of the emotion is left in \(codes(settings)), and does mixup help? (Latif et al. "
        + "2020, Table 2)"
    case "support-vectors":
      "What do classical machines recognise from all features?"
    case "cross-corpus":
      "Do synthetic vectors of one corpus help to recognise the emotions of another? (Latif et al. "
        + "2020, Table 3)"
    default: ""
    }
  }

  private static func codes(_ settings: Configuration?) -> String {
    guard let settings else { return "a few numbers" }
    let (others, own) = (settings.encoding.dimensions, settings.mixupGAN.code)
    return counted(others, "number")
      + (others == own ? "" : " (the mixup GAN's code: \(counted(own, "number")))")
  }
}
