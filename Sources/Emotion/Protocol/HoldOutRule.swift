public import Settings

/// How much of a training part is held out for early stopping, and whether by recordings or by speakers.
public struct HoldOutRule: Sendable, Equatable {
  /// What is held out whole.
  public enum Unit: String, SettingChoice {
    /// Of each class its share: the training part has heard who speaks.
    case recording
    /// Whole speakers, in the order of a draw, until they have the share of all recordings: what decides when
    /// to stop is of new voices, as what is tested. Who alone has a class stays.
    case speaker
  }

  public let share: Double
  public let unit: Unit

  public init(_ share: Double, of unit: Unit = .recording) {
    (self.share, self.unit) = (share, unit)
  }
}

extension ClassifierSettings {
  /// The rule of the classifier, and of what trains for it.
  public var holdOutRule: HoldOutRule { HoldOutRule(holdOut, of: holdOutBy) }
}

extension DNNSettings {
  /// The rule of the classifier, and of what trains for it.
  public var holdOutRule: HoldOutRule { HoldOutRule(holdOut, of: holdOutBy) }
}
