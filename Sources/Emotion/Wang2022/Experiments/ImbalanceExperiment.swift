/// Table 2 of Wang et al. (section 3.2.1), by the protocol of `AugmentationExperiment`: recall without
/// and with augmentation on a corpus that is cut to be imbalanced, with plain copies, and what else is
/// asked for, between these. Where the corpus before the cut is a row too, it comes first.
public enum ImbalanceExperiment: AugmentationExperiment {
  public static let name = "imbalance"

  public static func rows(_ configuration: Configuration) -> [AugmentationRow] {
    let baselines = configuration.experiment.baselines.filter { $0 != .copy }
    return baselines.filter { $0 == .uncut }.map { $0.row(configuration) }
      + [.noAugmentation, Baseline.copy.row(configuration)]
      + baselines.filter { $0 != .uncut }.map { $0.row(configuration) }
      + [AugmentationRow("AUG", TripletAugmentation(configuration.losses))]
  }

  /// On IEMOCAP; the average is over the reduced classes. The balancing GAN's row is that of
  /// Chatziagapi et al. 2019, who have other figures without augmentation.
  public static let published: Published? = Published(
    source: "Wang et al. 2022, Table 2 (IEMOCAP); there the figures of the balancing GAN are those "
      + "of Chatziagapi et al. 2019, whose classifier without augmentation has angry 47.8, "
      + "sad 46.9, happy 52.2, average 49.0",
    rows: [
      Baseline.balancingGAN.rowName: .reduced(53.5, 52.1, 55.2, mean: 53.6),
      "NoAUG": .reduced(54.23, 49.03, 47.02, mean: 50.09),
      "AUG": .reduced(62.75, 58.11, 53.71, mean: 58.19),
    ])
}

extension Published.Row {
  /// Recalls of the reduced classes as Tables 2 and 3 print them: angry, sad, happy.
  static func reduced(
    _ angry: Double, _ sad: Double, _ happy: Double, mean: Double
  ) -> Published.Row {
    Published.Row(recall: ["angry": angry, "sad": sad, "happy": happy], average: mean)
  }
}
