/// Linear prediction of order 8 by the autocorrelation method and Durbin's recursion.
enum LinearPrediction {
  static let order = 8

  /// The coefficients a_1 to a_8 of 1 + a_1 z^-1 + …; all 0 for silence.
  ///
  /// - Parameters:
  ///   - frame: samples, and at least `order` zeros behind them.
  ///   - count: the number of samples.
  static func coefficients(of frame: [Float], count: Int) -> SIMD8<Float> {
    var energy: Float = 0
    var correlation = SIMD8<Float>()
    frame.withUnsafeBytes { bytes in
      for sample in 0..<count {
        let later = bytes.loadUnaligned(
          fromByteOffset: (sample + 1) * MemoryLayout<Float>.size, as: SIMD8<Float>.self)
        energy += frame[sample] * frame[sample]
        correlation += frame[sample] * later
      }
    }
    guard energy != 0 else { return SIMD8() }

    var coefficients = SIMD8<Float>()
    var error = energy
    for step in 0..<order {
      var sum = correlation[step]
      for index in 0..<step { sum += coefficients[index] * correlation[step - 1 - index] }
      // Not -sum / error: openSMILE rounds the reciprocal first.
      let reflection = -sum * (1 / error)
      let before = coefficients
      for index in 0..<step {
        coefficients[index] = before[index] + reflection * before[step - 1 - index]
      }
      coefficients[step] = reflection
      error *= 1 - reflection * reflection
    }
    return coefficients
  }
}
