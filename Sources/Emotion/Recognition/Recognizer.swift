public import Files
public import Kernels
public import Speech

/// A trained model at work on what nobody has labelled.
public protocol Recognizer {
  /// What the positions of probabilities mean.
  var classes: [String] { get }

  /// The length of a segment; nil where the model looks at recordings as a whole.
  var segmentSeconds: Double? { get }

  /// Takes an input: a recording, or what else the model can be fed with.
  ///
  /// - Throws: `FileError` or `CorpusError` where this input cannot be used, which leaves the
  ///   others as they are.
  mutating func add(_ file: String) async throws

  /// What the model says of all inputs so far, in their order.
  ///
  /// - Throws: `CorpusError.features` where the model wants to know who speaks and nothing says it,
  ///   `EngineError.device` where memory is short or the device fails.
  func predictions() throws -> RecordingPredictions
}

/// The recognizer that a file of weights makes.
///
/// - Parameters:
///   - step: seconds from the start of one segment to that of the next, where the model looks at
///     segments; nil for that of the training.
///   - manifest: says whose each recording is, for a model of features normalised by speaker.
/// - Throws: `ModelFileError` where the file holds no classifier, `EngineError.weights`,
///   `FileError`; `CorpusError.setting` where something is given that the model does not use.
public func recognizer(
  _ file: SafetensorsFile, step: Double? = nil, manifest: Manifest? = nil, on kernels: Kernels
) throws -> any Recognizer {
  switch ClassifierInput(of: file) {
  case .pictures:
    if manifest != nil {
      throw CorpusError.setting(
        "\(file.path) looks at pictures, and whose they are is nothing to it; leave --manifest away."
      )
    }
    return try PictureRecognizer(TrainedModel(file, on: kernels), step: step, on: kernels)
  case .features:
    if step != nil {
      throw CorpusError.setting(
        "\(file.path) takes features of whole recordings, not segments; leave --step away.")
    }
    return FeatureRecognizer(try TrainedDNN(file, on: kernels), manifest: manifest)
  }
}
