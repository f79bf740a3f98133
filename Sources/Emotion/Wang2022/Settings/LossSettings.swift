public import Settings

/// The margin of the triplet losses and the weight of each loss (Wang et al. 2022, section
/// 2.3).
public struct LossSettings: SettingsGroup, Equatable {
  @Setting("beta, the margin of equations 2, 3 and 6.", .weight)
  public var margin = 7.0
  @Setting("w_g, the weight of the adversarial loss (equation 1).", .weight)
  public var adversarial = 1.0
  @Setting("w_r, the weight of the representation loss REP (equation 2).", .weight)
  public var representation = 1.0
  @Setting("w_e, the weight of the emotion loss EMO (equation 3).", .weight)
  public var emotion = 10.0
  @Setting("w_v, the weight of the variance loss VAR (equation 5); 0 leaves phase 3 out.", .weight)
  public var variance = 1.0
  @Setting("w_b, the weight of the balance loss BAL (equation 6).", .weight)
  public var balance = 8.0

  public init() {}

  /// Files call the variance loss as earlier versions did.
  enum CodingKeys: String, CodingKey {
    case margin, adversarial, representation, emotion
    case variance = "variation"
    case balance
  }
}
