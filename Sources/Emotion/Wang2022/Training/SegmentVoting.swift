public import Engine
import Foundation
public import Kernels
import Ranks
import Training

/// A classifier at work on whole utterances: each segment votes (Wang et al. 2022, section 3.1.1).
public struct SegmentVoting {
  private let model: VGG19
  private let length: Int
  private let stride: Int
  private let padding: Float
  private let batch: Int
  private let kernels: Kernels

  /// What the segments of one utterance say.
  public struct Verdict: Sendable {
    public let utterance: Utterance
    public let vote: MajorityVote
    /// The class log-probabilities of each segment: segments × classes.
    public let segments: [[Double]]
    /// The frame with which each segment begins.
    public let starts: [Int]

    init(utterance: Utterance, segments: [[Double]], starts: [Int]) {
      self.utterance = utterance
      self.segments = segments
      self.starts = starts
      vote = MajorityVote(segments: segments)
    }

    /// For the metrics.
    public var prediction: Prediction {
      Prediction(
        utterance: utterance.id, speaker: utterance.speaker, gender: utterance.labelled.gender,
        truth: utterance.label, predicted: vote.winner,
        confidence: vote.probabilities[vote.winner])
    }
  }

  /// - Parameters:
  ///   - length: frames of a segment.
  ///   - stride: frames from the start of one segment to that of the next.
  ///   - padding: silence on the models' scale.
  ///   - batch: segments a forward pass.
  public init(
    _ model: VGG19, length: Int, stride: Int, padding: Float, batch: Int, on kernels: Kernels
  ) {
    self.model = model
    self.length = length
    self.stride = stride
    self.padding = padding
    self.batch = batch
    self.kernels = kernels
  }

  /// The verdict on each utterance, in their order.
  ///
  /// - Parameter utterances: on the models' scale.
  /// - Throws: `EngineError.shape` where the pictures have not the model's bands, `.answer` where one is no
  ///   number, `.device` where memory is short or the device fails.
  public func verdicts(on utterances: [Utterance]) throws(EngineError) -> [Verdict] {
    // Numbered by position: identifiers need not be unique among augmented utterances.
    let numbered = utterances.enumerated().map { position, utterance in
      utterance.numbered(position)
    }
    let segments = Segments(numbered, length: length, stride: stride, padding: padding)
    var logProbabilities = [[[Double]]](repeating: [], count: utterances.count)
    var starts = [[Int]](repeating: [], count: utterances.count)
    for positions in BatchOrder.inOrder(segments.count, by: batch) {
      let batch = segments.batch(positions)
      let logits = try model(Pictures(batch.pictures, on: kernels).x, .inference)
      let classes = logits.shape[1]
      let values = try logits.values().map(Double.init)
      for (row, utterance) in batch.utterances.enumerated() {
        logProbabilities[utterance].append(
          logSoftmax(values[row * classes..<(row + 1) * classes]))
        starts[utterance].append(batch.starts[row])
      }
    }
    for (utterance, segments) in zip(utterances, logProbabilities) {
      guard segments.allSatisfy({ $0.allSatisfy { !$0.isNaN } }) else {
        throw .answer(of: utterance.file)
      }
    }
    return utterances.indices.map { index in
      Verdict(
        utterance: utterances[index], segments: logProbabilities[index], starts: starts[index])
    }
  }

  /// The unweighted average recall of utterances; nil without any.
  ///
  /// - Parameters:
  ///   - utterances: on the models' scale.
  ///   - ranks: processes of which each hears some of them.
  /// - Throws: as `verdicts`; `RankError`.
  func recall(
    on utterances: [Utterance], classes: [String], among ranks: Ranks
  ) throws -> Double? {
    let (first, end) = (
      ranks.rank * utterances.count / ranks.count, (ranks.rank + 1) * utterances.count / ranks.count
    )
    var predicted = [Double](repeating: 0, count: utterances.count)
    for (place, verdict) in zip(first..<end, try verdicts(on: Array(utterances[first..<end]))) {
      predicted[place] = Double(verdict.vote.winner)
    }
    let predictions = zip(utterances, try ranks.sum(predicted)).map { utterance, predicted in
      Prediction(
        utterance: utterance.id, speaker: utterance.speaker, truth: utterance.label,
        predicted: Int(predicted))
    }
    return ConfusionMatrix(classes: classes, predictions).unweightedAverageRecall
  }
}

/// The logarithms of softmax, in double precision: a vote's ties are decided by their sums.
private func logSoftmax(_ logits: ArraySlice<Double>) -> [Double] {
  let highest = logits.max() ?? 0
  let normalizer = highest + log(logits.reduce(0) { $0 + exp($1 - highest) })
  return logits.map { $0 - normalizer }
}
