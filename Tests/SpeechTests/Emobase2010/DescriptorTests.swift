import Foundation
import Testing

@testable import Speech

/// The steps to the features, against openSMILE's levels of one signal.
@Suite struct DescriptorTests {
  @Test func lineSpectralPairsOfGivenPrediction() throws {
    for (coefficients, pairs) in zip(
      try ReferenceFeatures.level("lpc"), try ReferenceFeatures.level("lsp"))
    {
      let found = LineSpectralPairs.frequencies(SIMD8(coefficients))
      for (index, pair) in pairs.enumerated() {
        #expect(abs(found[index] - pair) < 5e-3, "\(coefficients)")
      }
    }
  }

  @Test func lineSpectralPairsOfTheSignal() throws {
    let spectral = SpectralDescriptors(Emobase2010.Settings(), sampleRate: 16_000)
    let contours = spectral(try wave()).suffix(8)
    let pairs = try ReferenceFeatures.level("lsp")
    var errors = contours.enumerated().flatMap { index, contour in
      zip(contour, pairs).map { abs($0 - $1[index]) }
    }
    errors.sort()
    #expect(errors[errors.count / 2] < 2e-3)
  }

  @Test func pitchAndPerturbation() throws {
    let wave = try wave()
    let settings = Emobase2010.Settings()
    let pitch = PitchTracker(settings, sampleRate: 16_000)(wave).map(\.frequency)
    let expectedPitch = try ReferenceFeatures.level("pitchF").map { $0[0] }
    #expect(pitch.count == expectedPitch.count)
    for (found, expected) in zip(pitch, expectedPitch) {
      #expect(abs(found - expected) <= 1e-4 * expected)
    }
    var perturbation = PeriodPerturbation(settings, sampleRate: 16_000)
    let frames = perturbation(wave, pitch: pitch)
    let expectedFrames = try ReferenceFeatures.level("jitter")
    #expect(frames.count == expectedFrames.count)
    for (frame, expected) in zip(frames, expectedFrames) {
      let found = [frame.jitterLocal, frame.jitterDDP, frame.shimmerLocal]
      for (found, expected) in zip(found, expected) { #expect(abs(found - expected) < 1e-5) }
    }
  }

  @Test func silence() {
    let silence = [Float](repeating: 0, count: 16_000)
    let contours = SpectralDescriptors(Emobase2010.Settings(), sampleRate: 16_000)(silence)
    #expect(contours[0].allSatisfy { $0 == 0 })
    #expect(contours[1].allSatisfy { abs($0 + 132.83) < 0.01 })
    #expect(
      PitchTracker(Emobase2010.Settings(), sampleRate: 16_000)(silence).allSatisfy {
        $0.frequency == 0 && $0.voicing == 0
      })
  }

  @Test func theSplineIsExactForLines() {
    let places = [0.0, 1, 2.5, 3, 7]
    let spline = NaturalSpline(through: places, at: [0, 0.5, 2, 6.5, 7])
    var (values, curvatures) = (places.map { Float(2 * $0 + 1) }, [Double](repeating: 0, count: 5))
    var results = [Float](repeating: 0, count: 5)
    values.withUnsafeMutableBufferPointer { values in
      curvatures.withUnsafeMutableBufferPointer { curvatures in
        results.withUnsafeMutableBufferPointer { results in
          spline.evaluate(values, curvatures: curvatures, into: results)
        }
      }
    }
    #expect(results == [1, 2, 5, 14, 15])
  }

  @Test func enhancementKeepsTwoBinsAroundMaxima() {
    var spectrum: [Float] = [9, 1, 1, 4, 1, 1, 8, 1, 1, 1]
    spectrum.withUnsafeMutableBufferPointer { SpectralEnhancement.enhance($0) }
    // Nothing lies further than two bins from a maximum.
    #expect(spectrum == [4.75, 3, 1.75, 2.5, 1.75, 2.75, 4.5, 2.75, 1, 1])
    spectrum = [0, 8, 1, 1, 1, 1, 1, 8, 1, 1, 1]
    spectrum.withUnsafeMutableBufferPointer { SpectralEnhancement.enhance($0) }
    #expect(spectrum == [2, 4.25, 2.75, 0.75, 0.5, 0.75, 2.75, 4.5, 2.75, 1, 1])
  }

  @Test func contoursOfTheVoiceEndWithIt() {
    let pitch: [Float] = [0, 100, 110, 0, 120, 0, 0, 0]
    let smooth = ContourSmoothing.meanOfPresent(pitch)
    #expect(smooth == [0, 105, 105, 0, 120, 0, 0, 0])
    // Only the frame between the two stretches sees both.
    let slopes = ContourSmoothing.slopesOfPresent([smooth])
    #expect(slopes == [[0, 0, 0, Float(15.0 / 11), 0, 0]])
  }

  @Test func statisticsOfSmallContours() {
    let contour = ContourStatistics([3, 1, 2, 6], isRelative: true)
    #expect(contour[.maxPos] == 0.75 && contour[.minPos] == 0.25)
    #expect(contour[.amean] == 3 && contour[.linregc1] == 1 && contour[.linregc2] == 1.5)
    #expect(contour[.quartile1] == 1.75 && contour[.iqr13] == 2)
    #expect(contour[.upleveltime75] == 0.25)
    #expect(ContourStatistics([3, 1, 2, 6], isRelative: false)[.maxPos] == 3)
    for functional in Functional.allCases {
      #expect(ContourStatistics([], isRelative: true)[functional] == 0)
      #expect(ContourStatistics([5], isRelative: true)[functional].isFinite)
    }
  }

  private func wave() throws -> [Float] {
    try ReferenceFeatures.voice().samples.map { $0 * 32_768 / 32_767 }
  }
}
