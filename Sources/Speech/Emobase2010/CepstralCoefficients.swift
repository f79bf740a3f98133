import Foundation

/// Mel-frequency cepstral coefficients: a discrete cosine transform of logarithmic mel bands, its
/// higher coefficients lifted (L = 22).
struct CepstralCoefficients: Sendable {
  static let count = 15
  private static let lifter = 22.0
  private static let floor: Float = 1e-8

  private let bands: Int
  /// count x bands, with the scale and the lifter.
  private let cosines: [Float]
  private let scales: [Float]

  init(bands: Int) {
    self.bands = bands
    cosines = (0..<Self.count).flatMap { coefficient in
      (0..<bands).map { band in
        Float(cos(Double.pi * Double(coefficient) / Double(bands) * (Double(band) + 0.5)))
      }
    }
    scales = (0..<Self.count).map { coefficient in
      let lift = 1 + Self.lifter / 2 * sin(Double.pi * Double(coefficient) / Self.lifter)
      return Float(sqrt(2 / Double(bands)) * lift)
    }
  }

  /// - Parameter powers: of the mel bands.
  func coefficients(_ powers: [Float]) -> [Float] {
    let logarithms = powers.map { log(max($0, Self.floor)) }
    return (0..<Self.count).map { coefficient in
      var sum: Float = 0
      for band in 0..<bands { sum += logarithms[band] * cosines[coefficient * bands + band] }
      return scales[coefficient] * sum
    }
  }
}
