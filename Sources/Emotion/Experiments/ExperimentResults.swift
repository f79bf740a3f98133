/// The rows of an experiment's table, as `results.json` holds them: the figures of the last row,
/// which is the method's, stand at the top too.
public struct ExperimentResults: Sendable {
  /// The experiment's name.
  public let experiment: String
  public let preset: Preset
  /// The settings that depart from the preset's, as `key=value`.
  public let changes: [String]
  /// What the classifiers of features were given; nil where the experiment is on pictures.
  public let inputs: FeatureInputs?
  /// Which recordings were used, and what training and test share; nil in files of versions that did
  /// not say.
  public internal(set) var data: DataUse?
  /// How much better rows are than others; nil in files of versions that did not say.
  public internal(set) var comparisons: [Comparison]?
  /// Rows by their names; the order is that of the table.
  public internal(set) var rows: [(name: String, results: Results)]

  public init(
    experiment: String, preset: Preset, changes: [String], inputs: FeatureInputs? = nil,
    data: DataUse?, comparisons: [Comparison]? = nil, rows: [(name: String, results: Results)]
  ) {
    self.experiment = experiment
    self.preset = preset
    self.changes = changes
    self.inputs = inputs
    self.data = data
    self.comparisons = comparisons
    self.rows = rows
  }
}

extension ExperimentResults: Codable {
  enum CodingKeys: String, CodingKey {
    case experiment, preset, changes, inputs, data, comparisons, rows
    case rowNames = "row_names"
  }

  public func encode(to encoder: any Encoder) throws {
    try rows.last?.results.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(experiment, forKey: .experiment)
    try container.encode(preset, forKey: .preset)
    try container.encode(changes, forKey: .changes)
    try container.encodeIfPresent(inputs, forKey: .inputs)
    try container.encodeIfPresent(data, forKey: .data)
    try container.encodeIfPresent(comparisons, forKey: .comparisons)
    try container.encode(rows.map(\.name), forKey: .rowNames)
    try container.encode(
      Dictionary(uniqueKeysWithValues: rows.map { ($0.name, $0.results) }), forKey: .rows)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let results = try container.decode([String: Results].self, forKey: .rows)
    let names = try container.decode([String].self, forKey: .rowNames)
    self.init(
      experiment: try container.decode(String.self, forKey: .experiment),
      preset: try container.decode(Preset.self, forKey: .preset),
      changes: try container.decode([String].self, forKey: .changes),
      inputs: try container.decodeIfPresent(FeatureInputs.self, forKey: .inputs),
      data: try container.decodeIfPresent(DataUse.self, forKey: .data),
      comparisons: try container.decodeIfPresent([Comparison].self, forKey: .comparisons),
      rows: names.compactMap { name in results[name].map { (name, $0) } })
  }
}
