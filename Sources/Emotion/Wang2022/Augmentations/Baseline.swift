public import Settings

/// What the imbalance table can compare the augmentor with: a name in `experiment.baselines`, and
/// the row that stands for it.
public struct Baseline: SettingChoice {
  public let rawValue: String
  /// The row's name in tables.
  public let rowName: String
  /// What the row adds, in a few words for `--help`.
  public let meaning: String
  private let augmentation: @Sendable (Configuration) -> any RowAugmentation

  /// Every baseline; each is declared beside its augmentation.
  public static let allCases: [Baseline] = [
    .copy, .uncut, .weighted, .focal, .smoothing, .oversampled, .soundNoise, .soundGain,
    .soundSpeed,
    .soundRoom, .noise, .specaugment, .mixup, .balancingGAN,
  ]

  /// - Parameters:
  ///   - rawValue: the name in settings, and of the row's parts of a run.
  ///   - rowName: the row's, where that is not its name in settings.
  ///   - meaning: what the row adds, in a few words.
  init(
    _ rawValue: String, row rowName: String? = nil, _ meaning: String,
    _ augmentation: @escaping @Sendable (Configuration) -> any RowAugmentation
  ) {
    self.rawValue = rawValue
    self.rowName = rowName ?? rawValue
    self.meaning = meaning
    self.augmentation = augmentation
  }

  public init?(rawValue: String) {
    guard let known = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = known
  }

  public static func == (a: Baseline, b: Baseline) -> Bool { a.rawValue == b.rawValue }

  /// The row of the table.
  func row(_ configuration: Configuration) -> AugmentationRow {
    AugmentationRow(rowName, part: rawValue, augmentation(configuration))
  }
}

extension Baseline: CustomStringConvertible {
  public var description: String { rawValue }
}
