import Emotion
import Testing

@testable import ser

struct ExperimentTextTests {
  private static let classes = ["angry", "happy", "neutral"]

  private func text(
    _ experiment: String, _ settings: String..., rows: [String] = []
  ) throws -> ExperimentText {
    ExperimentText(
      of: experiment, settings: try Configuration(sources: settings.map { try .setting($0) }),
      classes: Self.classes, rows: rows)
  }

  /// Every experiment says on its page what it asks and how it was answered.
  @Test func everyExperimentHasItsQuestion() throws {
    for name in Experiments.names {
      let text = try text(name)
      #expect(!text.question.isEmpty && !text.protocolSentences.isEmpty, "\(name)")
      let unknown = ExperimentText(of: name, settings: nil, classes: Self.classes)
      #expect(unknown.protocolSentences.contains("config.yaml"), "\(name)")
      // Before there are results, by the command.
      let title = ExperimentText.title(ofCommand: "experiment \(name)")
      #expect(title == text.title && title?.hasPrefix("Experiment ") == false)
    }
  }

  @Test func theCutIsThatOfTheSettings() throws {
    let usual = try text("imbalance").protocolSentences
    #expect(usual.contains("each class but neutral is cut to 20 % at random"))
    #expect(usual.contains("4 augmented copies of each recording that is not neutral"))
    #expect(usual.contains("copy from as many of the same recordings"))
    #expect(!usual.contains("balancing GAN") && !usual.contains("between"))
    let other = try text(
      "imbalance", "experiment.keepFraction=0.6", "experiment.neutral=happy",
      "experiment.augmentFactor=1", "experiment.baselines=[copy, balancing-gan]"
    ).protocolSentences
    #expect(other.contains("each class but happy is cut to 60 % at random"))
    #expect(other.contains("1 augmented copy of each recording that is not happy"))
    #expect(other.contains("rows between copy and AUG") && other.contains("balancing GAN"))
    for name in ["imbalance", "ablation"] {
      let none = try text(name, "experiment.neutral=calm").protocolSentences
      #expect(
        none.contains("every class (none is called calm)")
          && none.contains(/copies of each recording[,:.]/))
      #expect(
        try text(name, "experiment.keepFraction=1").protocolSentences.contains("No class is cut"))
      #expect(
        try text(name, "experiment.augmentClasses=all").protocolSentences.contains(
          "copies of each recording"))
      #expect(
        try text(name, "experiment.augmentFactor=0").protocolSentences.contains("no copies"))
    }
    #expect(
      try text("ablation", "losses.balance=2.5").protocolSentences.contains(
        "balance loss of weight 2.5"))
  }

  @Test func sharesAcrossLanguagesAreThoseOfTheSettings() throws {
    let usual = try text("cross-lingual").protocolSentences
    #expect(usual.contains("10 % (LT) or 75 % (FT)") && usual.contains("all of the source"))
    #expect(usual.contains("angry and happy and neutral") && usual.contains("20 augmented copies"))
    let other = try text(
      "cross-lingual", "crossLingual.lowShare=0.4", "crossLingual.testShare=0.5",
      "crossLingual.sourceLimit=250", "crossLingual.targetLimit=7"
    ).protocolSentences
    #expect(other.contains("40 % (LT) or 50 % (FT)") && other.contains("other 50 %"))
    #expect(other.contains("at most 250 recordings a class of the source"))
    #expect(other.contains("at most 7 recordings each"))
  }

  @Test func whatEarlyStoppingListensToIsThatOfTheSettings() throws {
    let usual = try text("cross-corpus").protocolSentences
    #expect(usual.contains("of each class of the target 30 %"))
    #expect(usual.contains("development part that early stopping listens to"))
    let training = try text(
      "cross-corpus", "crossCorpus.stopping=training", "crossCorpus.development=0.25"
    ).protocolSentences
    #expect(training.contains("the source, of each class of which 10 %"))
    #expect(training.contains("Of each class of the target 25 %, drawn once a seed, are left out"))
    let never = try text("cross-corpus", "crossCorpus.stopping=training", "dnn.holdOut=0")
    #expect(never.protocolSentences.contains("none stops early"))
  }

  @Test func vectorsAndMachinesAreThoseOfTheSettings() throws {
    #expect(
      try text("encoded-features", "mixupGAN.code=25").question.contains("in 25 numbers, and"))
    let codes = try text("encoded-features", "encoding.dimensions=10", "mixupGAN.code=3").question
    #expect(codes.contains("10 numbers (the mixup GAN's code: 3 numbers)"))
    #expect(
      try text("support-vectors", "supportVectors.cost=0.5").protocolSentences.contains("cost 0.5"))
    let real = try text("synthetic-features", "dnn.syntheticTest=real").protocolSentences
    #expect(real.contains("tested on the test vectors.") && !real.contains("row without it"))
    let others = try text("synthetic-features", rows: ["real without mixup"]).protocolSentences
    #expect(others.contains("and on what the GAN makes") && others.contains("row without it"))
    let maps = try text("representations", "map.utterances=5", "map.perplexity=2.5")
    #expect(maps.protocolSentences.contains("Up to 5 recordings of each class"))
    #expect(maps.protocolSentences.contains("perplexity 2.5"))
  }
}
