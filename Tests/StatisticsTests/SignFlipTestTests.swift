import Foundation
import Statistics
import Testing

struct SignFlipTestTests {
  private static let differences = [0.31, -0.12, 0.05, 0.4, 0.22, -0.07, 0.18]

  /// By scipy 1.16: `permutation_test((d,), sum, permutation_type="samples", n_resamples=inf)`.
  @Test func agreesWithSciPy() {
    let test = SignFlipTest(Self.differences)
    #expect(test.isExact)
    #expect(test.p == 0.125)
  }

  @Test func drawsComeNearToAllWays() {
    let differences = Self.differences + Self.differences.map { $0 / 2 }
    let more = differences + Array(repeating: 0, count: 3)
    let (all, drawn) = (SignFlipTest(differences), SignFlipTest(more))
    #expect(all.isExact && !drawn.isExact)
    #expect(abs(all.p - drawn.p) < 0.005)
    #expect(SignFlipTest(more) == drawn)
  }

  @Test func whereAllIsOfOneSideTheLeastIsReached() {
    #expect(SignFlipTest([1, 2, 3, 4, 5]).p == SignFlipTest.least(pairs: 5))
    #expect(SignFlipTest.least(pairs: 5) == 0.0625)
    #expect(SignFlipTest([-1, -2]).p == 0.5)
  }

  @Test func noDifferenceIsNone() {
    #expect(SignFlipTest([0, 0, 0]).p == 1)
    #expect(SignFlipTest(Array(repeating: 0, count: 40)).p == 1)
  }

  @Test func severalAreCorrectedTogether() {
    let corrected = [0.01, 0.04, 0.03, 0.6].holmCorrected
    for (found, expected) in zip(corrected, [0.04, 0.09, 0.09, 0.6]) {
      #expect(abs(found - expected) < 1e-12)
    }
    #expect([0.7, 0.8].holmCorrected == [1, 1])
    #expect([Double]().holmCorrected == [])
  }
}
