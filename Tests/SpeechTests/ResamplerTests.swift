import Testing

@testable import Speech

/// Steps that go wrong must end the work with an error, and never go on for ever.
struct ResamplerTests {
  /// One that copies at most `most` samples a step.
  private func copying(most: Int, failing: Int = .max) -> Resampler {
    var steps = 0
    return Resampler(ratio: 1) { input, output in
      steps += 1
      if steps >= failing { return Resampler.Progress(failure: "it broke") }
      guard let input else { return Resampler.Progress() }
      let count = min(most, input.count, output.count)
      for index in 0..<count { output[index] = input[index] }
      return Resampler.Progress(taken: count, given: count)
    }
  }

  private func failure(_ work: () throws(ResamplingFailure) -> [Float]) -> String? {
    do throws(ResamplingFailure) {
      _ = try work()
      return nil
    } catch {
      return error.why
    }
  }

  @Test func takesABlockInSeveralSteps() throws {
    #expect(try copying(most: 3).resample([1, 2, 3, 4, 5, 6, 7, 8]) == [1, 2, 3, 4, 5, 6, 7, 8])
  }

  @Test func anErrorEndsTheBlock() {
    let resampler = copying(most: 3, failing: 2)
    #expect(
      failure { () throws(ResamplingFailure) in
        try resampler.resample([1, 2, 3, 4, 5, 6, 7, 8])
      } == "it broke")
  }

  @Test func anErrorEndsTheEnd() {
    let resampler = Resampler(ratio: 1) { _, _ in
      Resampler.Progress(given: 1, failure: "it broke")
    }
    #expect(failure { () throws(ResamplingFailure) in try resampler.finish() } == "it broke")
  }

  @Test func whatNeitherTakesNorGivesIsAnError() {
    let resampler = copying(most: 0)
    #expect(failure { () throws(ResamplingFailure) in try resampler.resample([1]) } != nil)
  }

  @Test func soxrRefusesAnImpossibleRate() {
    #expect(
      failure { () throws(ResamplingFailure) in
        _ = try Resampler(from: 16_000, to: -1)
        return []
      } != nil)
  }
}
