/// The margin of the triplet losses and the weight of each loss (section 2.3).
public struct LossSettings: Codable, Sendable, Equatable {
  /// beta of equations 2, 3 and 6.
  public var margin = 7.0
  /// w_g, of the adversarial loss (equation 1).
  public var adversarial = 1.0
  /// w_r, of the representation loss REP (equation 2).
  public var representation = 1.0
  /// w_e, of the emotion loss EMO (equation 3).
  public var emotion = 10.0
  /// w_v, of the variation loss VAR (equation 5).
  public var variation = 1.0
  /// w_b, of the balance loss BAL (equation 6).
  public var balance = 8.0
}

extension LossSettings: SettingsGroup {
  var checks: [SettingCheck] {
    [
      .range([CodingKeys.margin], margin, 0...1e6),
      .range([CodingKeys.adversarial], adversarial, 0...1e6),
      .range([CodingKeys.representation], representation, 0...1e6),
      .range([CodingKeys.emotion], emotion, 0...1e6),
      .range([CodingKeys.variation], variation, 0...1e6),
      .range([CodingKeys.balance], balance, 0...1e6),
    ]
  }
}
