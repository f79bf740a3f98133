import Foundation
public import Random

/// The recording louder or softer, by a gain drawn for each.
public struct GainEffect: SoundEffect {
  /// In dB.
  public let gains: ClosedRange<Double>

  public init(gains: ClosedRange<Double>) { self.gains = gains }

  public func callAsFunction(_ signal: Signal, using generator: inout SeededGenerator) -> Signal {
    let factor = Float(pow(10, generator.uniform(in: gains) / 20))
    return Signal(signal.samples.map { $0 * factor }, sampleRate: signal.sampleRate)
  }
}
