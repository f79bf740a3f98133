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
  /// What becomes of recordings whose speaker is not known where whole speakers are held out.
  public let unknownSpeakers: ExperimentSettings.UnknownSpeakers

  public init(
    _ share: Double, of unit: Unit = .recording,
    unknownSpeakers: ExperimentSettings.UnknownSpeakers = .refuse
  ) {
    (self.share, self.unit, self.unknownSpeakers) = (share, unit, unknownSpeakers)
  }
}

extension Configuration {
  /// The rule of the classifier of pictures, and of what trains for it.
  public var holdOutOfClassifier: HoldOutRule {
    HoldOutRule(
      classifier.holdOut, of: classifier.holdOutBy, unknownSpeakers: experiment.unknownSpeakers)
  }

  /// The rule of the classifier of features, and of what trains for it.
  public var holdOutOfDNN: HoldOutRule {
    HoldOutRule(dnn.holdOut, of: dnn.holdOutBy, unknownSpeakers: experiment.unknownSpeakers)
  }
}
