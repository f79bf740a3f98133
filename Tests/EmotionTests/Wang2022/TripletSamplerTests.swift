import Emotion
import Speech
import Testing

struct TripletSamplerTests {
  /// Class 0 has four utterances, class 2 one, class 5 two; windows of 8 of 5 to 11 frames.
  static let labels = [0, 5, 0, 2, 0, 5, 0]
  static let utterances = markedUtterances(labels: labels) { 5 + $0 }

  static func sampler(seed: UInt64 = 3, batchSize: Int = 64) throws -> TripletSampler {
    try TripletSampler(utterances, length: 8, padding: -1, batchSize: batchSize, seed: seed)
  }

  /// The utterances that a batch's windows come from.
  static func sources(_ batch: PictureBatch) -> [Int] {
    (0..<batch.count).map { Int(batch.values[$0 * batch.length]) / 100 }
  }

  @Test func keepsToTheClasses() throws {
    var anchored = [Int: Int]()
    var negatives: Set<Int> = []
    for iteration in 0..<40 {
      let batch = try Self.sampler().batch(iteration: iteration)
      let sources = [batch.anchor, batch.positive, batch.negative].map(Self.sources)
      for (anchor, (positive, negative)) in zip(sources[0], zip(sources[1], sources[2])) {
        #expect(Self.labels[positive] == Self.labels[anchor])
        #expect(Self.labels[negative] != Self.labels[anchor])
        #expect((positive == anchor) == (anchor == 3), "only utterance 3 is alone in its class")
        anchored[Self.labels[anchor], default: 0] += 1
        negatives.insert(negative)
      }
    }
    // 2560 anchors over three classes: 853 each, a standard deviation of 24.
    for label in [0, 2, 5] { #expect(abs(anchored[label, default: 0] - 853) < 120) }
    #expect(negatives == Set(Self.labels.indices))
  }

  @Test func cropsAndPads() throws {
    let batch = try Self.sampler().batch(iteration: 0)
    for pictures in [batch.anchor, batch.positive, batch.negative] {
      #expect(pictures.count == 64 && pictures.values.count == 64 * 8)
      for (index, source) in Self.sources(pictures).enumerated() {
        let window = pictures.values[index * 8..<index * 8 + 8]
        #expect(pictures.frames[index] == min(8, 5 + source))
        #expect(window.count { $0 == -1 } == max(0, 3 - source))
      }
    }
  }

  @Test func dependsOnSeedAndIterationAlone() throws {
    let sampler = try Self.sampler()
    _ = sampler.batch(iteration: 6)
    #expect(try sampler.batch(iteration: 7) == Self.sampler().batch(iteration: 7))
    #expect(sampler.batch(iteration: 7) != sampler.batch(iteration: 8))
    #expect(try sampler.batch(iteration: 7) != Self.sampler(seed: 4).batch(iteration: 7))
  }

  @Test func refusesASingleClass() {
    #expect(throws: CorpusError.self) {
      try TripletSampler([], length: 8, padding: 0, batchSize: 1, seed: 0)
    }
    let one = markedUtterances(labels: [1, 1]) { _ in 3 }
    #expect(throws: CorpusError.self) {
      try TripletSampler(one, length: 8, padding: 0, batchSize: 1, seed: 0)
    }
  }
}
