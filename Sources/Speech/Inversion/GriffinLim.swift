import Random

/// Finds phases for magnitudes (Griffin and Lim 1984), with momentum (Perraudin, Balazs and Søndergaard
/// 2013): turn by turn, the spectra of the signal that comes nearest to the magnitudes under the phases
/// of the turn before give the next phases.
struct GriffinLim: Sendable {
  let stft: STFT
  let iterations: Int
  /// How far a turn goes beyond the spectra that it finds; 0 is the method of 1984.
  let momentum: Double

  /// - Parameters:
  ///   - magnitudes: frames × bins.
  ///   - generator: draws the phases that it begins with.
  func callAsFunction(
    _ magnitudes: [Double], using generator: inout SeededGenerator
  ) -> [Float] {
    let frames = magnitudes.count / stft.bins
    var amplitudes = magnitudes.map { magnitude in
      magnitude * direction(of: Amplitude(generator.normal(), generator.normal()))
    }
    var previous: [Amplitude] = []
    for _ in 0..<iterations {
      let found = stft.amplitudes(of: stft.signal(of: amplitudes), frames: frames)
      for index in found.indices {
        let step = previous.isEmpty ? .zero : momentum * (found[index] - previous[index])
        amplitudes[index] = magnitudes[index] * direction(of: found[index] + step)
      }
      previous = found
    }
    return stft.signal(of: amplitudes)
  }

  /// The amplitude at magnitude 1; of 0 it is 1.
  private func direction(of amplitude: Amplitude) -> Amplitude {
    let magnitude = (amplitude * amplitude).sum().squareRoot()
    return magnitude > 0 ? amplitude / magnitude : Amplitude(1, 0)
  }
}
