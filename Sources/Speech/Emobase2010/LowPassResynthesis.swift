import Foundation

/// A frame at about 11 kHz from its spectrum, by an inverse Fourier transform at the new times that
/// stops short of the higher frequencies: the signal that linear prediction sees.
struct LowPassResynthesis: Sendable {
  private static let sampleRate = 11_000.0

  /// So many samples are summed at once.
  private typealias Lanes = SIMD16<Float>

  /// What one frequency adds to a run of samples: by its real and by its imaginary part.
  private struct Wave {
    let cosines: Lanes
    let sines: Lanes
  }

  /// The number of samples of the new frame.
  let length: Int
  /// The frequencies that are kept, beside 0.
  private let bins: Int
  private let scale: Float
  /// For each run of samples the frequencies in turn.
  private let waves: [Wave]

  init(framing: Framing, sampleRate: Int) {
    let transform = Double(framing.fftLength)
    length = Int((Double(framing.length) * Self.sampleRate / Double(sampleRate)).rounded())
    // Half of the sample rate itself counts only where the new frame is no shorter than the transform.
    let isWhole = length >= framing.fftLength
    bins = isWhole ? framing.fftLength / 2 : max(0, length / 2 - 1)
    scale = 1 / Float(framing.fftLength / 2)
    let period = transform * Double(length) / Double(framing.length)
    let bins = bins
    waves = stride(from: 0, to: length, by: Lanes.scalarCount).flatMap { start in
      (1..<bins + 1).map { bin in
        var wave = (cosines: Lanes(), sines: Lanes())
        for lane in 0..<Lanes.scalarCount {
          let angle = 2 * Double.pi * Double(bin) * Double(start + lane) / period
          wave.cosines[lane] = Float(cos(angle))
          wave.sines[lane] = Float(sin(angle))
        }
        return Wave(cosines: wave.cosines, sines: wave.sines)
      }
    }
  }

  /// Room for a new frame and zeros behind it.
  ///
  /// - Parameter zeros: so many at least.
  func room(zeros: Int) -> [Float] {
    let runs = (length + zeros + Lanes.scalarCount - 1) / Lanes.scalarCount
    return [Float](repeating: 0, count: runs * Lanes.scalarCount)
  }

  /// - Parameters:
  ///   - spectrum: real and imaginary part of each bin of the frame's Fourier transform.
  ///   - frame: from `room`.
  func synthesize(_ spectrum: [SIMD2<Float>], into frame: inout [Float]) {
    frame.withUnsafeMutableBytes { samples in
      waves.withUnsafeBufferPointer { waves in
        for (run, start) in stride(from: 0, to: length, by: Lanes.scalarCount).enumerated() {
          // Frequency after frequency, so that each sum has openSMILE's order: the prediction of so
          // smooth a signal hangs on the last bits.
          var sum = Lanes(repeating: spectrum[0].x)
          for bin in 0..<bins {
            let wave = waves[run * bins + bin]
            let part = spectrum[bin + 1]
            sum += part.x * wave.cosines - part.y * wave.sines
          }
          samples.storeBytes(
            of: sum * scale, toByteOffset: start * MemoryLayout<Float>.size, as: Lanes.self)
        }
      }
    }
    for sample in length..<frame.count { frame[sample] = 0 }
  }
}
