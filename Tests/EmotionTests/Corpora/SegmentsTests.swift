import Emotion
import Testing
import Training

struct SegmentsTests {
  @Test func cutsUtterancesWithTheirLabels() {
    let utterances = markedUtterances(labels: [2, 0, 1]) { [3, 13, 8][$0] }
    let segments = Segments(utterances, length: 8, stride: 4, padding: -1)
    #expect(segments.count == 1 + 3 + 1)

    let batch = segments.batch([3, 0])
    #expect(batch.labels == [0, 2] && batch.utterances == [1, 0] && batch.starts == [5, 0])
    #expect(batch.pictures.frames == [8, 3])
    #expect(batch.pictures.values[..<8] == [105, 106, 107, 108, 109, 110, 111, 112])
    #expect(batch.pictures.values[8...] == [0, 1, 2, -1, -1, -1, -1, -1])
  }

  @Test func anEpochSeesEachOnce() {
    let batches = BatchOrder.shuffled(23, by: 5, seed: 1, epoch: 0)
    #expect(batches.map(\.count) == [5, 5, 5, 5, 3])
    #expect(batches.joined().sorted() == Array(0..<23))
    #expect(batches == BatchOrder.shuffled(23, by: 5, seed: 1, epoch: 0))
    #expect(batches != BatchOrder.shuffled(23, by: 5, seed: 1, epoch: 1))
    #expect(batches != BatchOrder.shuffled(23, by: 5, seed: 2, epoch: 0))
    #expect(BatchOrder.inOrder(5, by: 2) == [[0, 1], [2, 3], [4]])
    #expect(BatchOrder.inOrder(0, by: 2).isEmpty)
  }
}
