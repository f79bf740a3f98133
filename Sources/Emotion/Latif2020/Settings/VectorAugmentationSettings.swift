public import Settings

/// Other ways to make vectors than by a GAN, as rows beside the mixup GAN's.
public struct VectorAugmentationSettings: SettingsGroup, Equatable {
  @Setting(
    "What the tables of synthetic features have rows for beside the GAN's.",
    .expect("different augmentations") { Set($0).count == $0.count })
  public var rows: [VectorAugmentation] = []
  @Setting(
    "k of SMOTE: among how many of the nearest of its class a vector's neighbour is drawn.",
    .range(1...1_000))
  public var neighbours = 5
  @Setting(
    "The deviation of the row of noise, in deviations of each feature over the training part.",
    .expect("0 or more, at most 100") { 0...100 ~= $0 })
  public var deviation = 0.1

  public init() {}
}
