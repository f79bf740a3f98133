import Emotion
import Testing

struct ConfusionMatrixTests {
  // Of class a 3 of 4 are recognised, of b 1 of 2; c is absent.
  static let predictions = [(0, 0), (0, 0), (0, 0), (0, 2), (1, 1), (1, 0)].enumerated().map {
    Prediction(
      utterance: $0, speaker: $0 < 3 ? "s2" : "s1", truth: $1.0, predicted: $1.1)
  }
  let matrix = ConfusionMatrix(classes: ["a", "b", "c"], predictions)

  @Test func figures() {
    #expect(matrix.counts == [[3, 0, 1], [1, 1, 0], [0, 0, 0]])
    #expect(matrix.recalls == [0.75, 0.5, nil])
    #expect(matrix.unweightedAverageRecall == 0.625)
    #expect(matrix.accuracy == 4.0 / 6)
    #expect(matrix.absentClasses == ["c"])
    #expect(matrix.averageRecall(of: ["b", "c"]) == 0.5)
    #expect(matrix.averageRecall(of: ["c"]) == nil)
  }

  @Test func anEmptyOneHasNoFigures() {
    let empty = ConfusionMatrix(classes: ["a", "b"])
    #expect(empty.unweightedAverageRecall == nil && empty.accuracy == nil)
    #expect(empty.absentClasses == ["a", "b"])
  }

  @Test func sumsFolds() {
    var pooled = matrix
    pooled.add(matrix)
    pooled.add(truth: 2, predicted: 2)
    #expect(pooled.counts == [[6, 0, 2], [2, 2, 0], [0, 0, 1]])
    #expect(pooled.total == 13 && pooled.absentClasses == [])
    #expect(pooled.unweightedAverageRecall == 0.75)
  }

  @Test func bySpeaker() {
    let speakers = ConfusionMatrix.bySpeaker(classes: ["a", "b", "c"], Self.predictions)
    #expect(speakers.map(\.speaker) == ["s1", "s2"])
    #expect(speakers.map(\.matrix.unweightedAverageRecall) == [0.25, 1])
  }
}

struct SpreadTests {
  @Test func ofRuns() {
    #expect(Spread([]) == nil)
    #expect(Spread([0.5])?.mean == 0.5)
    #expect(Spread([0.5])?.deviation == nil)
    let spread = Spread([2, 4, 4, 4, 5, 5, 7, 9])
    #expect(spread?.mean == 5 && spread?.count == 8)
    #expect(abs((spread?.deviation ?? 0) - 2.138089935299395) < 1e-12)
  }
}
