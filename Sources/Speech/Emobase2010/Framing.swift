/// How a signal is cut into frames: only whole ones, 10 ms apart.
struct Framing: Sendable {
  /// Seconds from one frame to the next.
  static let hopSeconds = 0.010

  /// The frame's length n, in samples.
  let length: Int
  /// Samples from one frame to the next.
  let hop: Int
  /// The length of the Fourier transform: the next power of two.
  let fftLength: Int
  /// Where the frame lies in the transform's input, which is zero elsewhere.
  let offset: Int
  /// The distance of frequency bins, in Hz, by the nominal length of the frame: where that is no
  /// whole number of samples, it is not quite the true one.
  let binWidth: Double
  /// Half of the sample rate by the nominal length of the frame, in Hz.
  let nyquist: Double

  /// - Parameters:
  ///   - seconds: the frame's nominal length.
  ///   - isCentred: whether the transform's zeros lie on both sides of the frame.
  init(seconds: Double, sampleRate: Int, isCentred: Bool = false) {
    length = Int((seconds * Double(sampleRate)).rounded())
    hop = Int((Self.hopSeconds * Double(sampleRate)).rounded())
    var power = 1
    while power < length { power *= 2 }
    fftLength = power
    offset = isCentred ? (power - length) / 2 : 0
    binWidth = Double(length) / (seconds * Double(power))
    nyquist = Double(length) / seconds / 2
  }

  /// The number of frequencies, from 0 to half of the sample rate.
  var bins: Int { fftLength / 2 + 1 }

  /// The number of frames in so many samples.
  func frames(ofSamples samples: Int) -> Int {
    samples < length ? 0 : (samples - length) / hop + 1
  }
}
