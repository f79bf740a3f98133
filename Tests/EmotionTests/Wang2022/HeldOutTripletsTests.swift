import Engine
import Kernels
import Random
import TestSupport
import Testing
import Training

@testable import Emotion

struct HeldOutTripletsTests {
  private let kernels: Kernels
  private let learner: RepresentationLearner

  init() throws {
    kernels = try testKernels()
    learner = try RepresentationLearner(
      tinySequence([4, 4, 6]), bands: LoudHalves.utterances[0].picture.bands,
      PhiloxSource(seed: 3, on: kernels))
  }

  private func look(_ margin: Double) throws -> [String: Double] {
    let triplets = try #require(
      HeldOutTriplets(
        LoudHalves.utterances, among: LoudHalves.utterances, length: tinyAugmentor.frames,
        padding: -1, margin: margin, seed: 1))
    return Dictionary(
      uniqueKeysWithValues: try triplets.look(with: learner, on: kernels).map {
        ($0.name, $0.value)
      })
  }

  /// Each is its own nearest neighbour.
  @Test func whatIsKnownByHeartIsFoundAgain() throws {
    #expect(try look(7)["neighbourRecall"] == 1)
  }

  @Test func aWideMarginLeavesAllActive() throws {
    #expect(try look(1000)["heldOutActive"] == 1)
    #expect(try #require(look(0)["heldOutActive"]) < 1)
  }

  @Test func withoutHeldOutThereIsNothingToSee() {
    #expect(
      HeldOutTriplets(
        [], among: LoudHalves.utterances, length: 16, padding: -1, margin: 7, seed: 1) == nil)
  }
}
