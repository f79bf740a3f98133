public import Engine
public import Files
public import Foundation
public import Kernels

/// A trained classifier's verdicts on utterances whose class is known.
public struct Evaluation {
  private let classes: [String]
  private let predictions: [Prediction]
  /// Utterances whose vote was tied.
  private let ties: Int
  /// The columns of the table beside those that all have.
  private static let further = ["speaker"]
  /// A row for each segment and utterance.
  private let table: PredictionTable
  private let data: DataUse
  /// What a classifier of features was given.
  private let inputs: FeatureInputs?

  /// A classifier of pictures.
  ///
  /// - Parameters:
  ///   - corpus: with pictures in dB and the model's classes.
  ///   - rows: the utterances that are tested.
  /// - Throws: `EngineError.shape` where the pictures have not the model's bands, `.device` where
  ///   memory is short or the device fails.
  public init(
    _ model: TrainedModel<VGG19>, of corpus: Corpus, rows: [Int], on kernels: Kernels
  ) throws(EngineError) {
    let card = model.card
    inputs = nil
    data = DataUse(
      [corpus.use], overlap: card.training?.overlap(with: rows.map { corpus.labelled[$0] }))
    let scaled = corpus[rows].map { $0.showing(card.normalization($0.picture)) }
    let verdicts = try SegmentVoting(model, on: kernels).verdicts(on: scaled)
    classes = card.classes
    predictions = verdicts.map(\.prediction)
    ties = verdicts.count { $0.vote.isTie }
    var table = PredictionTable(classes: card.classes, further: Self.further)
    for verdict in verdicts {
      table.append(
        segments: verdict.segments, starts: verdict.starts, of: verdict.utterance.file,
        truth: verdict.utterance.label, secondsPerFrame: card.frontEnd.secondsPerFrame,
        further: [corpus.labelled[verdict.utterance.id].speaker])
    }
    self.table = table
  }

  /// A classifier of features.
  ///
  /// - Parameters:
  ///   - corpus: with the model's classes; its features decide the scale where the model wants them
  ///     normalised by corpus or speaker.
  ///   - rows: the utterances that are tested.
  /// - Throws: `CorpusError.features` where the features are of another kind, `EngineError`.
  public init(_ model: TrainedDNN, of corpus: FeatureCorpus, rows: [Int]) throws {
    data = DataUse(
      [corpus.use], overlap: model.card.training?.overlap(with: rows.map { corpus.labelled[$0] }))
    inputs = FeatureInputs(corpus.kind, model.card.normalization)
    let scaled = try model.card.scaled(corpus).selecting(rows)
    let probabilities = try model.probabilities(of: scaled)
    let predicted = probabilities.largest
    classes = model.card.classes
    ties = 0
    predictions = rows.indices.map { index in
      let (row, utterance) = (rows[index], corpus.labelled[rows[index]])
      return Prediction(
        utterance: row, speaker: utterance.speaker, gender: utterance.gender,
        truth: utterance.label, predicted: predicted[index],
        confidence: Double(Array(probabilities[index])[predicted[index]]))
    }
    var table = PredictionTable(classes: model.card.classes, further: Self.further)
    for (index, prediction) in predictions.enumerated() {
      table.append(
        file: corpus.files[prediction.utterance], truth: prediction.truth,
        predicted: prediction.predicted,
        probabilities: probabilities[index].map(Double.init), further: [prediction.speaker])
    }
    self.table = table
  }

  /// The figures, as one run of one fold.
  public func results(seed: UInt64) -> Results {
    Results(
      classes: classes,
      folds: [FoldPredictions(seed: seed, fold: "test", predictions: predictions, ties: ties)],
      data: data, inputs: inputs)
  }

  /// The files that `write` writes into a folder.
  public static func files(writtenTo folder: URL) -> [URL] {
    [folder.appending(path: "results.json")] + PredictionTable.files(writtenInto: folder)
  }

  /// Writes `results.json`, `predictions.csv` and `utterances.csv`.
  ///
  /// - Parameter source: what it was of; nil in the folder of a run, which says that itself.
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public func write(
    to folder: URL, seed: UInt64, of source: EvaluationSource? = nil
  ) throws(FileError) {
    try JSONFile.write(
      SourcedResults(results(seed: seed), of: source),
      to: folder.appending(path: "results.json"))
    try table.write(into: folder)
  }
}

extension SegmentVoting {
  /// A trained model with the segments that it was trained on.
  ///
  /// - Parameter stride: frames from one segment to the next; nil for that of the training.
  public init(_ model: TrainedModel<VGG19>, stride: Int? = nil, on kernels: Kernels) {
    let settings = model.card.classifier ?? ClassifierSettings()
    self.init(
      model.network, length: settings.segment, stride: stride ?? settings.stride,
      padding: model.card.normalization(model.card.frontEnd.floorDecibels), batch: settings.batch,
      on: kernels)
  }
}
