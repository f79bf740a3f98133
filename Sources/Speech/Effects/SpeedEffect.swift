public import Random

/// The recording played faster or slower, which moves its pitch too (Ko et al. 2015, "Audio augmentation
/// for speech recognition"), by a factor drawn for each.
public struct SpeedEffect: SoundEffect {
  /// 1.1 makes 1 second of 1.1.
  public let factors: ClosedRange<Double>

  public init(factors: ClosedRange<Double>) { self.factors = factors }

  public func callAsFunction(
    _ signal: Signal, using generator: inout SeededGenerator
  ) throws(ResamplingFailure) -> Signal {
    // As if it had been taken down at another rate.
    let rate = Double(signal.sampleRate)
    let resampler = try Resampler(from: rate * generator.uniform(in: factors), to: rate)
    let samples = try resampler.resample(signal.samples) + resampler.finish()
    return Signal(samples, sampleRate: signal.sampleRate)
  }
}
