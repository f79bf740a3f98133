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
          "Each class but neutral is cut to a fifth at random, once a seed; test and "
          + "training never share a speaker; NoAUG learns from what is left, AUG from that and "
          + "augmented copies; an utterance is recognised by the vote of its segments.")
    case "ablation":
      ExperimentText(
        title: "Which losses the augmentor needs",
        question: "What do the variation loss and the balance loss add to the augmentor? (Wang et "
          + "al. 2022, Table 3)",
        protocolSentence: "The imbalanced corpus of the first experiment; the augmentor is trained "
          + "without both losses (Model), with the variation loss (Model+VAR), and with both "
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
    default:
      ExperimentText(
        title: "Experiment \(experiment)", question: "", protocolSentence: "")
    }
  }
}
