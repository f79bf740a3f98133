/// What one row's classifier said of one fold's test utterances under one seed, as kept between
/// runs.
public struct RowOutcome<Answers: TestAnswers>: Sendable {
  /// The row's name in the table.
  public let row: String
  public let seed: UInt64
  /// The fold's name.
  public let fold: String
  /// The positions in the corpus of what was tested.
  public let utterances: [Int]
  /// One an utterance, in their order.
  public let answers: Answers

  public init<Part, Scale>(_ row: String, of fold: ExperimentFold<Part, Scale>, _ answers: Answers)
  {
    self.row = row
    seed = fold.seed
    self.fold = fold.name
    utterances = fold.testRows
    self.answers = answers
  }
}

/// What a classifier said of some utterances.
public protocol TestAnswers: Codable, Sendable {
  /// The class that was said of an utterance, whether others were as good, and its probability; 1 where
  /// the classifier gives none.
  func answer(_ index: Int) -> (predicted: Int, isTie: Bool, confidence: Double)

  /// Adds what was said of an utterance to `predictions.csv`.
  ///
  /// - Parameters:
  ///   - secondsPerFrame: the hop of pictures.
  ///   - further: the values of the table's further columns.
  func append(
    _ index: Int, of file: String, truth: Int, secondsPerFrame: Double, further: [String],
    to table: inout PredictionTable)
}

// The answers stand beside the other fields.
extension RowOutcome: Codable {
  private enum CodingKeys: CodingKey {
    case row, seed, fold, utterances
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    row = try container.decode(String.self, forKey: .row)
    seed = try container.decode(UInt64.self, forKey: .seed)
    fold = try container.decode(String.self, forKey: .fold)
    utterances = try container.decode([Int].self, forKey: .utterances)
    answers = try Answers(from: decoder)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(row, forKey: .row)
    try container.encode(seed, forKey: .seed)
    try container.encode(fold, forKey: .fold)
    try container.encode(utterances, forKey: .utterances)
    try answers.encode(to: encoder)
  }
}
