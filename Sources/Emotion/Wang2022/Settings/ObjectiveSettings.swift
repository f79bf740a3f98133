public import Settings

/// What VGG19 is trained by, beside the plain cross entropy of Wang et al. 2022, section 3.1.1. A group of its
/// own: models' cards keep the classifier's settings, and have had no others.
public struct ObjectiveSettings: SettingsGroup, Equatable {
  /// What segments of a class count in the loss.
  public enum ClassWeights: String, SettingChoice {
    case none
    /// n / (classes · n of the class), as in scikit-learn.
    case balanced
  }

  @Setting(
    "What segments count in the loss: all the same, or balanced, those of rare classes more, so that "
      + "every class counts the same in all.")
  public var classWeights = ClassWeights.none
  @Setting("The probability that labels leave to all classes alike.", .belowOne)
  public var labelSmoothing = 0.0
  @Setting("Gamma of the focal loss; 0 is the cross entropy.", .range(0...5))
  public var focus = 0

  public init() {}
}
