import Emotion
import Foundation

/// What an experiment did, in words that follow from a run's settings.
struct ExperimentProtocol {
  let settings: Configuration
  /// Those that were told apart.
  let classes: [String]
  /// The names of the table's rows.
  let rows: [String]

  /// - Parameter experiment: the name in `results.json`.
  func sentences(of experiment: String) -> String {
    switch experiment {
    case "imbalance": imbalance
    case "ablation": ablation
    case "cross-lingual": crossLingual
    case "representations": representations
    case "synthetic-features": syntheticFeatures
    case "encoded-features": encodedFeatures
    case "support-vectors": supportVectors
    case "cross-corpus": crossCorpus
    default: ""
    }
  }

  // MARK: - Wang et al. 2022

  /// How the corpus is made imbalanced.
  private var cut: String {
    let (share, neutral) = (settings.experiment.keepFraction, settings.experiment.neutral)
    if share == 1 { return "No class is cut (experiment.keepFraction=1)." }
    let which =
      classes.contains(neutral)
      ? "each class but \(neutral)" : "every class (none is called \(neutral))"
    return
      "Of the recordings to learn from, \(which) is cut to \(percent(share)) at random, once a "
      + "seed."
  }

  /// Of which recordings copies are made, and how many.
  private var copies: String {
    let experiment = settings.experiment
    if experiment.augmentFactor == 0 { return "no copies (experiment.augmentFactor=0)" }
    let all = experiment.augmentClasses == .all || !classes.contains(experiment.neutral)
    return copies(experiment.augmentFactor)
      + (all ? " of each recording" : " of each recording that is not \(experiment.neutral)")
  }

  private func copies(_ count: Int) -> String {
    "\(count) augmented \(count == 1 ? "copy" : "copies")"
  }

  private var imbalance: String {
    let baselines = settings.experiment.baselines
    let others = baselines.filter { $0 != .copy && $0 != .uncut }
    let between =
      others.isEmpty
      ? ""
      : "; the rows between copy and AUG learn by another loss, or from as much by other augmentations"
        + (others.contains(.balancingGAN)
          ? " (the balancing GAN has an architecture of ours)" : "")
    return
      "\(cut) \(baselines.contains(.uncut) ? "The row uncut learns from all of them; " : "")"
      + "NoAUG learns from what is left, AUG from that and \(copies), copy from as many of "
      + "the same recordings again\(between). \(vote)"
  }

  private var ablation: String {
    let losses = settings.losses
    return "\(cut) NoAUG learns from what is left, the others from that and \(copies): copy "
      + "from the same recordings again, which the paper has not, the rest from those of an augmentor that is trained without the variance and the balance loss (Model), with the "
      + "variance loss of weight \(number(losses.variance)) (Model+VAR), and with the balance loss of "
      + "weight \(number(losses.balance)) too (Total). \(vote)"
  }

  private var vote: String { "A recording is recognised by the vote of its segments." }

  private var crossLingual: String {
    let parts = settings.crossLingual
    let source =
      parts.sourceLimit == 0
      ? "all of the source"
      : "at most \(counted(parts.sourceLimit, "recording")) a class of the source, drawn once a seed,"
    let target =
      parts.targetLimit == 0
      ? ""
      : " Of the classes of "
        + (parts.limitedTargets.isEmpty
          ? "a target" : parts.limitedTargets.joined(separator: " or "))
        + " at most \(counted(parts.targetLimit, "recording")) each are drawn; "
        + "shares are of these."
    let told =
      classes.joined(separator: " and ") + (settings.corpus.map == ["valence"] ? " valence" : "")
    return "Classifiers of \(told) learn from \(source) and "
      + "\(percent(parts.lowShare)) (LT) or \(percent(1 - parts.testShare)) (FT) of the target, with "
      + "\(copies(parts.augmentFactor)) of each of the target's recordings among these (_AUG), with as "
      + "many of the same recordings again (_COPY, which the paper has not) or without; the other "
      + "\(percent(parts.testShare)) of the target are tested.\(target) Parts are "
      + "drawn by recording: speakers of a target may stand on both sides. \(vote)"
  }

  private var representations: String {
    let map = settings.map
    return
      "Nothing is tested. An augmentor is trained on all recordings without the balance loss, another with it, of "
      + "weight \(number(settings.losses.balance)). Up to \(counted(map.utterances, "recording")) of "
      + "each class are drawn, with \(copies(map.copies)) of each; the representation learner sees "
      + "the first window of each, and t-SNE of perplexity \(number(map.perplexity)) places what it "
      + "makes of them in \(counted(map.iterations, "iteration"))."
  }

  // MARK: - Latif et al. 2020

  private var syntheticFeatures: String {
    "In every fold a mixup GAN learns from the training part and \(synthetic)"
  }

  /// What the synthetic vectors are, and how the rows differ.
  private var synthetic: String {
    let tested =
      switch settings.dnn.syntheticTest {
      case .real: "The classifier of synthetic vectors is tested on the test vectors."
      case .reconstructed:
        "The classifier of synthetic vectors is tested on what the GAN makes of the test vectors."
      case .both:
        "The classifier of synthetic vectors is tested on the test vectors and on what the GAN makes "
          + "of these."
      }
    let others =
      rows.contains(where: SyntheticFeaturesExperiment.isOfOtherModel)
      ? ", but not in the row without it and beside the vectors of other GANs" : ""
    return
      "makes a synthetic vector for each recording and one for each mix; real features come with "
      + "mixup\(others). Where they are oversampled, which the paper has not, recordings are repeated "
      + "to as many as real and synthetic ones are together. \(augmented)\(tested)"
  }

  /// How the vectors of other rows are made.
  private var augmented: String {
    let chosen = settings.vectorAugmentation
    let ways = chosen.rows.map { augmentation in
      switch augmentation {
      case .smote:
        "SMOTE (between a vector and one of its \(chosen.neighbours) nearest of its class)"
      case .noise:
        "noise (Gaussian, \(number(chosen.deviation)) of each feature's deviation)"
      case .mixup: "mixup (further mixes, with soft labels)"
      case .diffusion:
        "a diffusion model of \(counted(settings.diffusion.components, "principal component")) "
          + "(\(counted(settings.diffusion.steps, "step")), \(settings.diffusion.samplingSteps) to "
          + "make a vector; its architecture is ours)"
      }
    }
    if ways.isEmpty { return "" }
    return
      "Other rows have, in the place of the synthetic vectors, as many of each class by "
      + "\(ways.joined(separator: ", by ")). "
  }

  private var encodedFeatures: String {
    "A support vector machine with RBF kernel learns from the codes of the training part; its cost "
      + "and width are chosen on the development part. Multidimensional scaling has no map for new "
      + "vectors: it places those of test and training together, without their labels."
  }

  private var supportVectors: String {
    "A linear machine of cost \(number(settings.supportVectors.cost)), and one with RBF kernel whose "
      + "cost and width are chosen on the development part; both then learn from that too."
  }

  private var crossCorpus: String {
    let share = percent(settings.crossCorpus.development)
    let parts =
      switch settings.crossCorpus.stopping {
      case .development:
        "Classifiers learn from the source; of each class of the target \(share), drawn once a seed, "
          + "are the development part that early stopping listens to, and the rest is tested."
      case .training:
        (settings.dnn.holdOut > 0
          ? "Classifiers learn from the source, \(heldOut), drawn once a seed, are the development part that "
            + "early stopping listens to. "
          : "Classifiers learn from the source, and none stops early (dnn.holdOut=0). ")
          + "Of each class of the target \(share), drawn once a seed, are left out of the test, and "
          + "the rest is tested."
      }
    return "\(parts) A mixup GAN learns from the source and \(synthetic)"
  }

  private var heldOut: String {
    let share = percent(settings.dnn.holdOut)
    return switch settings.dnn.holdOutBy {
    case .recording: "of each class of which \(share)"
    case .speaker: "of which whole speakers with \(share) of all recordings"
    }
  }

  // MARK: - Numbers

  private func percent(_ share: Double) -> String { "\(number(100 * share)) %" }

  private func number(_ value: Double) -> String { String(format: "%.6g", value) }
}
