import Report
import Training

/// The numbers of `metrics.jsonl` over steps; folds and seeds of one part are averaged.
struct TrainingCurves {
  let figures: [(name: String, figure: any Figure)]

  private static let titles = [
    ("loss", "Loss of the classifier", "epoch"),
    ("accuracy", "Accuracy of the classifier on what it learns from", "epoch"),
    ("heldOutRecall", "Recall on the development part", "epoch"),
    ("gen", "Augmentor: adversarial loss", "iteration"),
    ("dis", "Discriminator: loss", "iteration"),
    ("rep", "Representation learner: triplet loss", "iteration"),
    ("emo", "Augmentor: emotion loss", "iteration"),
    ("bal", "Augmentor: balance loss", "iteration"),
    ("var", "Augmentor: variance loss", "iteration"),
    ("repActive", "Representation learner: share of active triplets", "iteration"),
    ("emoActive", "Emotion loss: share of active triplets", "iteration"),
    ("balActive", "Balance loss: share of active triplets", "iteration"),
    ("heldOutActive", "Held-out recordings: share of active triplets", "iteration"),
    ("neighbourRecall", "Held-out recordings: recall by nearest neighbours", "iteration"),
    ("autoencoder", "Autoencoders: squared error", "epoch"),
    ("generator", "Generators: adversarial loss", "epoch"),
    ("discriminator", "Discriminators: loss", "epoch"),
    ("training", "Loss of the classifiers of features", "epoch"),
    ("heldOut", "Loss of the classifiers of features on the development part", "epoch"),
    ("learningRate", "Learning rate", "epoch"),
  ]

  /// Those of them that are shares, and are drawn in per cent.
  private static let shares: Set = [
    "accuracy", "heldOutRecall", "repActive", "emoActive", "balActive", "heldOutActive",
    "neighbourRecall",
  ]

  /// What a part's folds and seeds have in common.
  static func name(of part: String) -> String {
    let name = part.replacing(/seed\d+-(fold\d+-)?/, with: "")
    return name.isEmpty ? part : name
  }

  /// The name of the row that each part belongs to. What is trained for a row, such as its
  /// augmentor, has the row's name before its own, and other numbers than the row's classifier.
  private static func rows(of history: MetricsHistory) -> [String: String] {
    var keys: [String: Set<String>] = [:]
    for record in history.records {
      keys[record.part, default: []].formUnion(record.values.keys)
    }
    let names = keys.map { (part: $0, name: name(of: $0), keys: $1) }
    return Dictionary(
      uniqueKeysWithValues: names.map { part, name, keys in
        let owners = names.filter {
          name.hasPrefix("\($0.name)-") && $0.keys.isDisjoint(with: keys)
        }
        return (part, owners.map(\.name).max { $0.count < $1.count } ?? name)
      })
  }

  init(_ history: MetricsHistory) {
    let keys = history.keys
    let rows = Self.rows(of: history)
    let charts = Self.titles.filter { keys.contains($0.0) }.map { key, title, steps in
      (key, title, steps, curves: history.curves(of: key) { rows[$0] ?? $0 })
    }
    // A row has one colour in all charts, as long as there are colours for all.
    let names = charts.flatMap(\.curves).reduce(into: [String]()) { names, curve in
      if !names.contains(curve.name) { names.append(curve.name) }
    }
    figures = charts.map { key, title, steps, curves in
      let points = Dictionary(uniqueKeysWithValues: curves.map { ($0.name, $0.points) })
      let shown = names.count > LineChart.colorCount ? curves.map(\.name) : names
      let isShare = Self.shares.contains(key)
      return (
        "training-\(key)",
        LineChart(
          title,
          shown.map { name in
            LineChart.Series(
              name,
              (points[name] ?? []).map { (Double($0.step), isShare ? 100 * $0.value : $0.value) })
          }, x: steps, y: isShare ? "per cent" : "", countsX: true, within: isShare ? 0...100 : nil)
      )
    }
  }
}
