/// The maps of a run with what they were made of, as `maps.json` holds them.
public struct RepresentationMaps: Sendable {
  public let preset: Preset
  /// The settings that depart from the preset's, as `key=value`.
  public let changes: [String]
  /// Which recordings the augmentors learnt from, of which those on the maps are drawn; nothing is
  /// tested. nil in files of versions that did not say.
  public let data: DataUse?
  public let maps: [RepresentationMap]

  public init(preset: Preset, changes: [String], data: DataUse?, maps: [RepresentationMap]) {
    self.preset = preset
    self.changes = changes
    self.data = data
    self.maps = maps
  }
}

extension RepresentationMaps: Codable {
  public init(from decoder: any Decoder) throws {
    // Files of earlier versions hold the maps alone.
    guard let container = try? decoder.container(keyedBy: CodingKeys.self) else {
      self.init(
        preset: .paper, changes: [], data: nil, maps: try [RepresentationMap](from: decoder))
      return
    }
    self.init(
      preset: try container.decode(Preset.self, forKey: .preset),
      changes: try container.decode([String].self, forKey: .changes),
      data: try container.decodeIfPresent(DataUse.self, forKey: .data),
      maps: try container.decode([RepresentationMap].self, forKey: .maps))
  }
}
