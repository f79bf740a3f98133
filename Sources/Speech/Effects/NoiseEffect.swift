import Foundation
public import Random

/// White Gaussian noise below the recording, its level drawn for each.
public struct NoiseEffect: SoundEffect {
  /// From which the ratio of the recording's power to the noise's is drawn, in dB; the recording's is the
  /// mean over all of it, pauses too.
  public let signalToNoise: ClosedRange<Double>

  public init(signalToNoise: ClosedRange<Double>) { self.signalToNoise = signalToNoise }

  public func callAsFunction(_ signal: Signal, using generator: inout SeededGenerator) -> Signal {
    let ratio = generator.uniform(in: signalToNoise)
    let deviation = signal.rootMeanSquare * pow(10, -ratio / 20)
    return Signal(
      signal.samples.map { $0 + Float(deviation * generator.normal()) },
      sampleRate: signal.sampleRate)
  }
}
