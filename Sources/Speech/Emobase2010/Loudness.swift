import Foundation

/// `pcm_loudness`: the intensity of a frame to the power of 0.3.
struct Loudness: Sendable {
  /// The part of each sample's square in the intensity.
  private let weights: [Float]

  private static let reference: Float = 1e-6
  private static let exponent: Float = 0.3

  /// - Parameters:
  ///   - window: that of the frame.
  ///   - isWhole: whether the intensity is of the whole frame. openSMILE takes the first sample alone.
  init(window: [Float], isWhole: Bool) {
    let sum = window.reduce(0, +)
    weights = window.prefix(isWhole ? window.count : 1).map { $0 / sum }
  }

  func callAsFunction(_ frame: UnsafeBufferPointer<Float>) -> Float {
    var intensity: Float = 0
    for (index, weight) in weights.enumerated() {
      intensity += weight * frame[index] * frame[index]
    }
    return pow(intensity / Self.reference, Self.exponent)
  }
}
