import Testing

@testable import Emotion

struct CalibrationTests {
  private static func prediction(_ confidence: Double, isRight: Bool) -> Prediction {
    Prediction(
      utterance: 0, speaker: "", truth: 0, predicted: isRight ? 0 : 1, confidence: confidence)
  }

  @Test func binsAreComparedByTheirMeans() throws {
    let calibration = try #require(
      Calibration([
        Self.prediction(0.95, isRight: true), Self.prediction(0.95, isRight: false),
        Self.prediction(0.5, isRight: true), Self.prediction(0.5, isRight: true),
      ]))
    #expect(calibration.bins.map(\.predictions) == [2, 2])
    #expect(calibration.bins.map(\.accuracy) == [1, 0.5])
    // (2 · |1 - 0.5| + 2 · |0.5 - 0.95|) / 4
    #expect(abs(calibration.expectedError - 0.475) < 1e-12)
    #expect(abs(calibration.confidence - 0.725) < 1e-12)
  }

  @Test func aBinHasItsUpperBound() throws {
    let calibration = try #require(
      Calibration([0, 1.0 / 15, 1.01 / 15, 1].map { Self.prediction($0, isRight: true) }))
    #expect(calibration.bins.map(\.predictions) == [2, 1, 1])
    #expect(calibration.bins.map(\.upper) == [1.0 / 15, 2.0 / 15, 1])
  }

  @Test func whoNeverDoubtsGivesNoProbabilities() {
    #expect(Calibration([Self.prediction(1, isRight: false)]) == nil)
    #expect(Calibration([]) == nil)
  }
}
