import Foundation

/// A magnitude spectrum on a logarithmic frequency axis: as many points as bins, equally far apart in
/// octaves.
struct OctaveSpectrum: Sendable {
  /// The lowest frequency, in octaves above 1 Hz.
  let lowest: Double
  /// The distance of points, in octaves.
  let step: Double
  /// Points an octave, as subharmonic summation counts them.
  let pointsPerOctave: Double
  let count: Int
  private let spline: NaturalSpline
  /// What the ear makes of each point; nil where it is left out.
  private let weights: [Float]?

  /// - Parameters:
  ///   - minimumFrequency: that of the first point, in Hz.
  ///   - isWeighted: whether low frequencies are weakened as by the ear, and what the spline puts
  ///     below zero is cut off.
  init(framing: Framing, minimumFrequency: Double, isWeighted: Bool) {
    count = framing.bins
    let highest = log2(framing.binWidth * Double(count - 1))
    lowest = log2(minimumFrequency)
    step = (highest - lowest) / Double(count - 1)
    pointsPerOctave = Double(count) / (highest - lowest)
    var places = (0..<count).map { log2(Double($0) * framing.binWidth) }
    // Frequency 0 has no logarithm; it lies as far below the first as that below the second.
    places[0] = 2 * places[1] - places[2]
    let (lowest, step) = (lowest, step)
    spline = NaturalSpline(
      through: places, at: (0..<count).map { lowest + Double($0) * step })
    let pointsPerOctave = pointsPerOctave
    weights =
      isWeighted
      ? (0..<count).map { Self.weight(octaves: Double($0 + 2) / pointsPerOctave) } : nil
  }

  /// The sensitivity of the ear: an arc tangent around 65/50 of the lowest frequency.
  private static func weight(octaves: Double) -> Float {
    Float(0.5 + atan(3 * (octaves - log2(65.0 / 50))) / .pi)
  }

  /// The frequency of a place between points, in Hz.
  func frequency(at point: Double) -> Double { exp2(lowest + point * step) }

  /// - Parameters:
  ///   - magnitudes: of `count` bins.
  ///   - curvatures: room for as many numbers.
  ///   - spectrum: room for as many.
  func resample(
    _ magnitudes: UnsafeMutableBufferPointer<Float>,
    curvatures: UnsafeMutableBufferPointer<Double>,
    into spectrum: UnsafeMutableBufferPointer<Float>
  ) {
    spline.evaluate(magnitudes, curvatures: curvatures, into: spectrum)
    guard let weights else { return }
    for point in 0..<count { spectrum[point] = max(0, spectrum[point]) * weights[point] }
  }
}
