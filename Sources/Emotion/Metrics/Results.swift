/// What an evaluation found, over one seed or several, as `results.json` holds it: the means stand
/// at the top, their deviations in an object of their own.
public struct Results: Sendable, Equatable {
  public let classes: [String]
  public let seeds: [UInt64]
  /// Over seeds.
  public let mean: Figures
  /// Sample standard deviations over seeds; nil for a single one.
  public let deviation: Figures?
  /// `confusion[truth][predicted]`, summed over seeds.
  public let confusion: [[Int]]
  /// How sure the figures are; nil in files of versions that did not say, as `tested` and `runs`.
  public let certainty: Certainty?
  /// Recall by the speakers' gender; nil where it is not known of two, and in files of versions that did
  /// not say.
  public let byGender: RecallByGender?
  /// How far probabilities can be taken at their word; nil where a classifier gives none.
  public let calibration: Calibration?
  /// What was tested of each class.
  public let tested: [TestedClass]?
  /// Every seed in every fold by itself.
  public let runs: [RunFigures]?
  /// Utterances whose vote was tied, summed over seeds.
  public let ties: Int
  /// What a reader should know, a sentence each.
  public let warnings: [String]
  /// Which recordings were used, and what training and test share; nil for a row of a table, which
  /// says it for all its rows.
  public let data: DataUse?
  /// What a classifier of features was given; nil for one of pictures, for a row of a table, which says
  /// it for all its rows, and in files of versions that did not say.
  public let inputs: FeatureInputs?

  /// Computes the figures.
  ///
  /// - Parameters:
  ///   - neutral: the class that is never reduced, if there is one.
  ///   - data: which recordings were used.
  public init(
    classes: [String], folds: [FoldPredictions], neutral: String? = nil, data: DataUse? = nil,
    inputs: FeatureInputs? = nil
  ) {
    self.data = data
    self.inputs = inputs
    let runs = Dictionary(grouping: folds, by: \.seed).sorted { $0.key < $1.key }
    let figures = runs.map {
      Figures(classes: classes, folds: $0.value.map(\.predictions), neutral: neutral)
    }
    let sum = ConfusionMatrix(classes: classes, folds.flatMap(\.predictions))
    self.classes = classes
    seeds = runs.map(\.key)
    mean = Figures(of: figures, \.mean)
    deviation = runs.count > 1 ? Figures(of: figures, \.deviation) : nil
    confusion = sum.counts
    certainty = folds.isEmpty ? nil : Certainty(classes: classes, runs: runs.map(\.value))
    byGender = RecallByGender(
      classes: classes.count, runs: runs.map { $0.value.flatMap(\.predictions) })
    calibration = Calibration(folds.flatMap(\.predictions))
    tested = TestedClass.all(classes: classes, folds.flatMap(\.predictions))
    self.runs = runs.flatMap(\.value).map { RunFigures(classes: classes, $0) }
    ties = folds.reduce(0) { $0 + $1.ties }
    warnings =
      sum.absentClasses.map { "No test utterance is \($0); the average recall leaves it out." }
      + (runs.first?.value ?? []).compactMap { Self.warning(of: $0, besides: sum) }
      + Self.warning(ofConstantAmong: folds, classes: classes)
  }

  /// Classifiers that say the same whatever they hear, which a mean over folds and seeds may hide.
  private static func warning(
    ofConstantAmong folds: [FoldPredictions], classes: [String]
  ) -> [String] {
    let constant = folds.filter { fold in
      Set(fold.predictions.map(\.predicted)).count == 1
        && Set(fold.predictions.map(\.truth)).count > 1
    }
    guard let said = constant.first?.predictions.first?.predicted else { return [] }
    let which =
      folds.count == 1 ? "The classifier" : "\(constant.count) of \(folds.count) classifiers"
    let what = constant.count == 1 ? classes[said] : "the same class (the first: \(classes[said]))"
    return ["\(which) said \(what) of every recording."]
  }

  /// The classes that a fold lacks and the whole does not.
  private static func warning(
    of fold: FoldPredictions, besides sum: ConfusionMatrix
  ) -> String? {
    let absent = ConfusionMatrix(classes: sum.classes, fold.predictions).absentClasses
      .filter { !sum.absentClasses.contains($0) }
    return absent.isEmpty
      ? nil
      : "Fold \(fold.fold) tests no \(absent.joined(separator: ", ")); "
        + "its average recall leaves that out."
  }
}

extension Results: Codable {
  enum CodingKeys: String, CodingKey {
    case classes, seeds, deviation, confusion, certainty, calibration, tested, runs, ties, warnings,
      data, inputs
    case byGender = "by_gender"
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    mean = try Figures(from: decoder)
    deviation = try container.decodeIfPresent(Figures.self, forKey: .deviation)
    classes = try container.decode([String].self, forKey: .classes)
    seeds = try container.decode([UInt64].self, forKey: .seeds)
    confusion = try container.decode([[Int]].self, forKey: .confusion)
    certainty = try container.decodeIfPresent(Certainty.self, forKey: .certainty)
    byGender = try container.decodeIfPresent(RecallByGender.self, forKey: .byGender)
    calibration = try container.decodeIfPresent(Calibration.self, forKey: .calibration)
    tested = try container.decodeIfPresent([TestedClass].self, forKey: .tested)
    runs = try container.decodeIfPresent([RunFigures].self, forKey: .runs)
    ties = try container.decode(Int.self, forKey: .ties)
    warnings = try container.decode([String].self, forKey: .warnings)
    data = try container.decodeIfPresent(DataUse.self, forKey: .data)
    inputs = try container.decodeIfPresent(FeatureInputs.self, forKey: .inputs)
    let isSquare =
      confusion.count == classes.count && confusion.allSatisfy { $0.count == classes.count }
    guard isSquare, confusion.joined().allSatisfy({ 0...1 << 40 ~= $0 }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .confusion, in: container, debugDescription: "no counts of a class by a class")
    }
    guard (tested ?? []).allSatisfy({ 0...1 << 40 ~= $0.recordings }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .tested, in: container, debugDescription: "no counts of recordings")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    try mean.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(deviation, forKey: .deviation)
    try container.encode(classes, forKey: .classes)
    try container.encode(seeds, forKey: .seeds)
    try container.encode(confusion, forKey: .confusion)
    try container.encodeIfPresent(certainty, forKey: .certainty)
    try container.encodeIfPresent(byGender, forKey: .byGender)
    try container.encodeIfPresent(calibration, forKey: .calibration)
    try container.encodeIfPresent(tested, forKey: .tested)
    try container.encodeIfPresent(runs, forKey: .runs)
    try container.encode(ties, forKey: .ties)
    try container.encode(warnings, forKey: .warnings)
    try container.encodeIfPresent(data, forKey: .data)
    try container.encodeIfPresent(inputs, forKey: .inputs)
  }
}
