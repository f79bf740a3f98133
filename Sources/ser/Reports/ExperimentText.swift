/// What an experiment asks and how it is answered, a sentence each.
struct ExperimentText {
  let title: String
  let question: String
  let protocolSentence: String

  /// The text for the name in `results.json`.
  static func of(_ experiment: String) -> ExperimentText {
    switch experiment {
    case "imbalance":
      ExperimentText(
        title: "Augmentation on an imbalanced corpus",
        question: "Does training on augmented copies raise the recall of classes of which few "
          + "recordings are left? (Wang et al. 2022, Table 2)",
        protocolSentence:
          "Each class but neutral is cut to a fifth at random, once a seed; NoAUG "
          + "learns from what is left, AUG from that and "
          + "augmented copies, rows between these from as much by other augmentations (the "
          + "balancing GAN has an architecture of ours); an utterance is recognised by the vote of "
          + "its segments.")
    case "ablation":
      ExperimentText(
        title: "Which losses the augmentor needs",
        question: "What do the variance loss and the balance loss add to the augmentor? (Wang et "
          + "al. 2022, Table 3)",
        protocolSentence: "The imbalanced corpus of the first experiment; the augmentor is trained "
          + "without both losses (Model), with the variance loss (Model+VAR), and with both "
          + "(Total).")
    case "cross-lingual":
      ExperimentText(
        title: "Augmentation across languages",
        question: "Do augmented copies help where little of a target language is there? (Wang et "
          + "al. 2022, Figure 4)",
        protocolSentence: "Positive and negative valence; classifiers learn from all of the source "
          + "and a tenth (LT) or three quarters (FT) of the target, with augmented copies of the "
          + "target's utterances (_AUG) or without; the rest of the target is tested. Parts are "
          + "drawn by utterance: speakers of a target stand on both sides.")
    case "synthetic-features":
      ExperimentText(
        title: "Synthetic features within a corpus",
        question: "What do classifiers learn from synthetic feature vectors, alone and beside real "
          + "ones? (Latif et al. 2020, Table 1 and Figure 2)",
        protocolSentence: "In every fold a mixup GAN learns from the training part and makes a "
          + "synthetic vector for each recording and one for each mix; real features come with "
          + "mixup.")
    case "encoded-features":
      ExperimentText(
        title: "Compressed features",
        question: "How much of the emotion is left in 25 numbers, and does mixup help? (Latif et "
          + "al. 2020, Table 2)",
        protocolSentence: "A support vector machine with RBF kernel learns from the codes of the "
          + "training part; its cost and width are chosen on held-out training data. "
          + "Multidimensional scaling has no map for new vectors: it places those of test and "
          + "training together, without their labels.")
    case "support-vectors":
      ExperimentText(
        title: "Support vector machines",
        question: "What do classical machines recognise from all features?",
        protocolSentence: "A linear machine of a given cost, and one with RBF kernel whose cost "
          + "and width are chosen on held-out training data; both then learn from the whole "
          + "training part.")
    case "cross-corpus":
      ExperimentText(
        title: "Synthetic features across corpora",
        question: "Do synthetic vectors of one corpus help to recognise the emotions of another? "
          + "(Latif et al. 2020, Table 3)",
        protocolSentence: "Classifiers learn from the source; a part of each class of the target, "
          + "drawn once a seed, is the development part that early stopping listens to, and the "
          + "rest is tested.")
    default:
      ExperimentText(
        title: "Experiment \(experiment)", question: "", protocolSentence: "")
    }
  }
}
