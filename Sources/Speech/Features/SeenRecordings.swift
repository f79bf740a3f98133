/// What the model that made a table's features learnt from, so that who tests on its rows, or on what is
/// learnt from them, can tell what of it is known already.
public struct SeenRecordings: Sendable, Equatable, Codable {
  public let training: TrainingData
  /// The files of the table that are among it, sorted: the hashes of made features are others than those
  /// of the features that they were made from.
  public let files: [String]

  public init(_ training: TrainingData, files: some Sequence<String> = []) {
    self.training = training
    self.files = files.sorted()
  }

  /// Those of two tables.
  static func + (first: SeenRecordings, second: SeenRecordings) -> SeenRecordings {
    var training = first.training
    training.formUnion(second.training)
    return SeenRecordings(training, files: first.files + second.files)
  }
}
