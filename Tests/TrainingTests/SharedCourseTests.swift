import Engine
import Random
import Ranks
import TestSupport
import Testing
import Training

/// What processes that take steps together agree on.
@Suite struct SharedCourseTests {
  private enum Purpose: UInt8, RandomPurpose {
    case steps = 1
  }

  /// One meets a loss that is no number, and both end with the same words.
  @Test func aLossThatIsNoNumberEndsAll() async throws {
    let errors = try await amongCompanions(2) { ranks -> [EngineError] in
      let kernels = try testKernels()
      func loss(_ place: Int) throws(EngineError) -> Tensor {
        try Tensor([ranks.rank == 1 && place == 1 ? .nan : 1], [], on: kernels)
      }
      let byEpochs = EpochCourse<Int>(
        epochs: 2, state: [], purpose: Purpose.steps, seed: 1, on: kernels,
        batches: { _ in EpochCourse.Batches([3, 3]) { number, _ in number } },
        step: { (number, _) throws(EngineError) in [("sum", try loss(number))] })
      _ = try byEpochs.takeStep(among: ranks)
      var errors: [EngineError] = []
      do { _ = try byEpochs.takeStep(among: ranks) } catch let error as EngineError {
        errors.append(error)
      }
      let byIterations = IterationCourse<Int>(
        iterations: 2, batch: 3, checkpointEvery: 9, state: [], purpose: Purpose.steps, seed: 1,
        on: kernels, load: { iteration, _ in iteration },
        step: { (number, _) throws(EngineError) in [("sum", try loss(number))] })
      let values = try (0..<2).map { _ in
        try byIterations.takeStep(among: ranks)?.values()[0].value ?? 0
      }
      #expect(values[0] == 1 && values[1].isNaN)
      return errors
    }
    let expected = EngineError.notFinite(what: "the loss sum of epoch 1")
    #expect(errors == [[expected], [expected]])
  }
}
