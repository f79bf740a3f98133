import Emotion
import Report

/// The numbers of `metrics.jsonl` over steps; folds and seeds of one part are averaged.
struct TrainingCurves {
  let figures: [(name: String, figure: any Figure)]

  private static let titles = [
    ("loss", "Loss of the classifier", "epoch"),
    ("heldOutRecall", "Recall on the held-out part", "epoch"),
    ("gen", "Augmentor: adversarial loss", "iteration"),
    ("dis", "Discriminator: loss", "iteration"),
    ("rep", "Representation learner: triplet loss", "iteration"),
    ("emo", "Augmentor: emotion loss", "iteration"),
    ("bal", "Augmentor: balance loss", "iteration"),
    ("var", "Augmentor: variation loss", "iteration"),
    ("autoencoder", "Autoencoders: squared error", "epoch"),
    ("generator", "Generators: adversarial loss", "epoch"),
    ("discriminator", "Discriminators: loss", "epoch"),
    ("training", "Loss of the classifiers of features", "epoch"),
    ("heldOut", "Loss of the classifiers of features on the held-out part", "epoch"),
  ]

  /// What a part's folds and seeds have in common.
  static func name(of part: String) -> String {
    let name = part.replacing(/seed\d+-(fold\d+-)?/, with: "")
    return name.isEmpty ? part : name
  }

  init(_ history: MetricsHistory) {
    let keys = history.keys
    figures = Self.titles.filter { keys.contains($0.0) }.map { key, title, steps in
      let curves = history.curves(of: key, name: Self.name)
      return (
        "training-\(key)",
        LineChart(
          title,
          curves.map { curve in
            LineChart.Series(curve.name, curve.points.map { (Double($0.step), $0.value) })
          }, x: steps, y: "")
      )
    }
  }
}
