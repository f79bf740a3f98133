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

  /// What a part's folds and seeds have in common: the row of a table, whose augmentor goes by its
  /// name.
  static func name(of part: String) -> String {
    let name = part.replacing(/seed\d+-(fold\d+-)?/, with: "").replacing(/-augmentor$/, with: "")
    return name.isEmpty ? part : name
  }

  init(_ history: MetricsHistory) {
    let keys = history.keys
    let charts = Self.titles.filter { keys.contains($0.0) }.map { key, title, steps in
      (key, title, steps, curves: history.curves(of: key, name: Self.name))
    }
    // A row has one colour in all charts, as long as there are colours for all.
    let names = charts.flatMap(\.curves).reduce(into: [String]()) { names, curve in
      if !names.contains(curve.name) { names.append(curve.name) }
    }
    figures = charts.map { key, title, steps, curves in
      let points = Dictionary(uniqueKeysWithValues: curves.map { ($0.name, $0.points) })
      let shown = names.count > LineChart.colorCount ? curves.map(\.name) : names
      return (
        "training-\(key)",
        LineChart(
          title,
          shown.map { name in
            LineChart.Series(name, (points[name] ?? []).map { (Double($0.step), $0.value) })
          }, x: steps, y: "")
      )
    }
  }
}
