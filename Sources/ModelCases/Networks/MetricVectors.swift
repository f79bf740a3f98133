import Emotion
import Engine
import TestVectors

extension VectorOperation {
  static let metrics: [String: VectorOperation] = [
    "majority_vote": .plain { file, kernels in
      let logits = try VectorInputs(file, on: kernels).constant("in.logits")
      let rows = logits.shape.axes.first ?? 0
      let utterances = try file.integers("in.utt", in: 0..<max(1, rows))
      guard logits.shape.rank == 2, utterances.count == rows else {
        throw file.malformed(
          "it holds \(utterances.count) utterances for logits of \(logits.shape)")
      }
      let logProbabilities = try logSoftmax(logits).values().map(Double.init)
      var segments: [[[Double]]] = Array(
        repeating: [], count: (utterances.max() ?? -1) + 1)
      let classes = logits.shape[1]
      for (row, utterance) in utterances.enumerated() {
        segments[utterance].append(
          Array(logProbabilities[row * classes..<(row + 1) * classes]))
      }
      guard segments.allSatisfy({ !$0.isEmpty }) else {
        throw file.malformed("an utterance below the highest has no segment")
      }
      let winners = segments.map { Double(MajorityVote(segments: $0).winner) }
      return ["out.pred": VectorArray(winners, shape: [winners.count])]
    },
    "uar": .plain { file, _ in
      let settings: RecallSettings = try file.attributes()
      let classes = settings.classes.count
      let truth = try file.integers("in.y", in: 0..<classes)
      let predicted = try file.integers("in.p", in: 0..<classes)
      var matrix = ConfusionMatrix(classes: (0..<classes).map(String.init))
      for (truth, predicted) in zip(truth, predicted) {
        matrix.add(truth: truth, predicted: predicted)
      }
      let recall = matrix.unweightedAverageRecall ?? .nan
      return ["out.uar": VectorArray([recall], shape: [])]
    },
  ]
}

private struct RecallSettings: Decodable {
  let classes: Size
}
