/// The maps of representations (Figure 3 of Wang et al.).
public struct MapSettings: Codable, Sendable, Equatable {
  /// Utterances drawn of each class.
  public var utterances = 30
  /// Augmented copies of each.
  public var copies = 3
  /// About how many neighbours a point has.
  public var perplexity = 30.0
  /// Of t-SNE.
  public var iterations = 1_000
}

extension MapSettings: SettingsGroup {
  var checks: [SettingCheck] {
    [
      .range([CodingKeys.utterances], utterances, 1...10_000),
      .range([CodingKeys.copies], copies, 1...100),
      .range([CodingKeys.perplexity], perplexity, 2...1_000),
      .range([CodingKeys.iterations], iterations, 1...1_000_000),
    ]
  }
}
