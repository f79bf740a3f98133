/// What the imbalance table can compare the augmentor with.
public enum Baseline: String, SettingChoice {
  case copy
  case noise
  case specaugment
  case mixup
  case balancingGAN = "balancing-gan"

  /// The name of the row of the balancing GAN, whose architecture is not that of the paper which it
  /// comes from.
  static let balancingGANRow = "balancing GAN (our form)"

  /// The row of the table.
  func row(_ settings: ExperimentSettings) -> AugmentationRow {
    switch self {
    case .copy: AugmentationRow(rawValue, .plain(.copy))
    case .noise: AugmentationRow(rawValue, .plain(.noise))
    case .specaugment: AugmentationRow(rawValue, .plain(.specaugment))
    case .mixup: AugmentationRow(rawValue, .mixup(Mixup(alpha: settings.mixupAlpha)))
    case .balancingGAN:
      AugmentationRow(Self.balancingGANRow, part: rawValue, .balancingGAN)
    }
  }
}
