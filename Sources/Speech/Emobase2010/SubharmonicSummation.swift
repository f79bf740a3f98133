import Foundation

/// Subharmonic summation (Hermes 1988): a spectrum on a logarithmic axis is added to itself, shifted
/// by each harmonic's distance and weakened with its number.
struct SubharmonicSummation: Sendable {
  private static let harmonics = 15
  private static let compression = 0.85

  private struct Harmonic {
    let shift: Int
    let weight: Float
  }

  private let overtones: [Harmonic]

  init(pointsPerOctave: Double) {
    overtones = (2...Self.harmonics).map { number in
      Harmonic(
        shift: Int(pointsPerOctave * log2(Double(number))),
        weight: Float(pow(Self.compression, Double(number - 1))))
    }
  }

  /// - Parameter sum: room for as many numbers as the spectrum has.
  func sum(
    _ spectrum: UnsafeMutableBufferPointer<Float>, into sum: UnsafeMutableBufferPointer<Float>
  ) {
    let count = spectrum.count
    for point in 0..<count { sum[point] = spectrum[point] }
    for overtone in overtones where overtone.shift < count {
      let shifted = UnsafeMutableBufferPointer(rebasing: spectrum[overtone.shift...])
      for point in shifted.indices { sum[point] += overtone.weight * shifted[point] }
    }
    for point in 0..<count { sum[point] = max(0, sum[point] / Float(Self.harmonics)) }
  }
}
