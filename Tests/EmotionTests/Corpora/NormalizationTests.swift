import Emotion
import Foundation
import Kernels
import Speech
import Testing

struct NormalizationTests {
  @Test func takesOneMeanAndDeviationOverAllFrames() {
    // 1, 2, 3, 4 and 10: mean 4, squares 9 + 4 + 1 + 0 + 36 = 50.
    let pictures = [LogMel([1, 2, 3, 4], bands: 1), LogMel([10], bands: 1)]
    let normalization = Normalization(of: pictures)
    #expect(normalization.mean == 4)
    #expect(abs(normalization.deviation - 10.0.squareRoot()) < 1e-12)
    #expect(abs(normalization(10) - 6 / Float(10).squareRoot()) < 1e-6)
  }

  @Test func keepsSmallDifferencesFarFromZero() {
    // In single precision the squares of these would drown their differences.
    let values = (0..<100_000).map { Float(1000) + Float($0 % 2) / 8 }
    let normalization = Normalization(of: [LogMel(values, bands: 1)])
    #expect(abs(normalization.deviation - 1.0 / 16) < 1e-9)
  }

  @Test func leadsThereAndBack() {
    let picture = countingPicture(frames: 7)
    let normalization = Normalization(mean: -41.25, deviation: 17.5)
    let back = normalization.inverse(normalization(picture))
    #expect(back.bands == 2)
    #expect(zip(back.values, picture.values).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  /// Rounding in the mean of a thousand equal numbers is no deviation either.
  @Test func dividesBySomethingEvenInSilence() {
    #expect(Normalization(of: [LogMel([-100, -100], bands: 1)]).deviation == 1)
    let hum = [Float](repeating: -99.3, count: 1000) + [Float(-99.3).nextUp]
    #expect(Normalization(of: [LogMel(hum, bands: 1)]).deviation == 1)
    #expect(Normalization(of: [LogMel]()) == Normalization(mean: 0, deviation: 1))
  }

  @Test func isWrittenAndRead() throws {
    let normalization = Normalization(mean: -41.1, deviation: 17.3)
    let data = try JSONEncoder().encode(normalization)
    #expect(try JSONDecoder().decode(Normalization.self, from: data) == normalization)
  }
}
