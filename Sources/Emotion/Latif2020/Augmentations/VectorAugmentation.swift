public import Settings

/// A way to make further vectors of a training part without a GAN: a name in `vectorAugmentation.rows`,
/// and the row that stands for it.
public enum VectorAugmentation: String, SettingChoice {
  /// Chawla et al. 2002.
  case smote
  case noise
  /// Zhang et al. 2018.
  case mixup
  /// Ho et al. 2020, Nichol and Dhariwal 2021.
  case diffusion

  /// The row's name in tables.
  var row: String {
    switch self {
    case .smote: "real + SMOTE"
    case .noise: "real + noise"
    case .mixup: "real + mixup"
    case .diffusion: "real + diffusion"
    }
  }

  /// What the row adds, in a few words for `--help`.
  public var meaning: String {
    switch self {
    case .smote: "vectors between one and a near one of its class (Chawla et al. 2002)"
    case .noise: "vectors with Gaussian noise"
    case .mixup: "mixes (Zhang et al. 2018), more than all rows have"
    case .diffusion: "vectors of a denoising diffusion model (Ho et al. 2020)"
    }
  }
}
