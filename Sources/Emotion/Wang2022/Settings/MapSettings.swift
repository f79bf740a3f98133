public import Settings

/// The maps of representations (Figure 3 of Wang et al.).
public struct MapSettings: SettingsGroup, Equatable {
  @Setting("Utterances drawn of each class.", .range(1...10_000))
  public var utterances = 30
  @Setting("Augmented copies of each.", .range(1...100))
  public var copies = 3
  @Setting("About how many neighbours a point has.", .range(2...1_000))
  public var perplexity = 30.0
  @Setting("Iterations of t-SNE.", .range(1...1_000_000))
  public var iterations = 1_000

  public init() {}
}
