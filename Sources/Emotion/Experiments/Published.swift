/// Figures that the papers print for the rows of their tables, in per cent. They are of the papers'
/// corpora: beside figures of another corpus they say how large an effect was there.
public struct Published: Sendable, Equatable {
  /// Where they stand.
  public let source: String
  /// Figures by row; the key of a recall is its class's name.
  public let rows: [String: Row]

  public struct Row: Sendable, Equatable {
    public let recall: [String: Double]
    /// The unweighted average recall, or the mean over the reduced classes where the paper prints
    /// that.
    public let average: Double?
    /// Of the average, over repetitions.
    public let deviation: Double?

    public init(recall: [String: Double] = [:], average: Double?, deviation: Double? = nil) {
      self.recall = recall
      self.average = average
      self.deviation = deviation
    }
  }

  public init(source: String, rows: [String: Row]) {
    self.source = source
    self.rows = rows
  }

  /// The figures for an experiment's table, by the name in its `results.json`; nil where no paper
  /// prints any.
  public static func figures(for experiment: String) -> Published? {
    switch experiment {
    case "imbalance": imbalance
    case "ablation": ablation
    case SyntheticFeaturesExperiment.name: syntheticFeatures
    case EncodedFeaturesExperiment.name: encodedFeatures
    case CrossCorpusExperiment.name: crossCorpus
    default: nil
    }
  }

  private static func reduced(_ angry: Double, _ sad: Double, _ happy: Double, _ mean: Double)
    -> Row
  {
    Row(recall: ["angry": angry, "sad": sad, "happy": happy], average: mean)
  }

  /// Wang et al. 2022, Table 2, on IEMOCAP; the average is over the reduced classes. The balancing
  /// GAN's row is that of Chatziagapi et al. 2019, who have other figures without augmentation.
  private static let imbalance = Published(
    source: "Wang et al. 2022, Table 2 (IEMOCAP); there the figures of the balancing GAN are those "
      + "of Chatziagapi et al. 2019, whose classifier without augmentation has angry 47.8, "
      + "sad 46.9, happy 52.2, average 49.0",
    rows: [
      Baseline.balancingGANRow: reduced(53.5, 52.1, 55.2, 53.6),
      "NoAUG": reduced(54.23, 49.03, 47.02, 50.09), "AUG": reduced(62.75, 58.11, 53.71, 58.19),
    ])

  /// Wang et al. 2022, Table 3. The mean that it prints for the row Model is 51.52, which its own
  /// recalls contradict: theirs is 51.72.
  private static let ablation = Published(
    source: "Wang et al. 2022, Table 3 (IEMOCAP)",
    rows: [
      "NoAUG": reduced(54.23, 49.03, 47.02, 50.09), "Model": reduced(56.03, 48.43, 50.71, 51.72),
      "Model+VAR": reduced(36.47, 46.61, 45.31, 42.80),
      "Total": reduced(62.75, 58.11, 53.71, 58.19),
    ])
}
