/// Listens to a recording while it is read in blocks.
struct SoundListener {
  /// What is counted of one signal.
  private struct Sums {
    var peak: Float = 0
    var sum = 0.0
    var squares = 0.0
    var clipped = 0

    /// Full scale; 8-bit recordings reach 127/128 at most.
    private static let fullScale: Float = 0.992

    mutating func hear(_ sample: Float) {
      let magnitude = abs(sample)
      if magnitude > peak { peak = magnitude }
      if magnitude >= Self.fullScale { clipped += 1 }
      sum += Double(sample)
      squares += Double(sample) * Double(sample)
    }

    func level(of frames: Int) -> SoundMeasure.Level {
      let count = Double(max(1, frames))
      let mean = sum / count
      return SoundMeasure.Level(
        peak: peak, mean: mean, deviation: max(0, squares / count - mean * mean).squareRoot(),
        clipped: clipped)
    }
  }

  private let sampleRate: Int
  private var frames = 0
  private var channels: [Sums]
  private var mix = Sums()
  private var loudness: LoudTime
  private var bandwidth: BandwidthMeter

  init(channels: Int, sampleRate: Int) {
    self.sampleRate = sampleRate
    self.channels = Array(repeating: Sums(), count: channels)
    loudness = LoudTime(sampleRate: sampleRate)
    bandwidth = BandwidthMeter(sampleRate: sampleRate)
  }

  /// Takes the next block.
  ///
  /// - Parameters:
  ///   - interleaved: its samples, channel after channel in each frame; there may be more behind.
  ///   - mixed: the mean over channels, a number a frame.
  mutating func hear(_ interleaved: UnsafeBufferPointer<Float>, mixed: [Float]) {
    frames += mixed.count
    for sample in mixed { mix.hear(sample) }
    if channels.count > 1 {
      for channel in channels.indices {
        var sums = channels[channel]
        for frame in mixed.indices { sums.hear(interleaved[frame * channels.count + channel]) }
        channels[channel] = sums
      }
    }
    loudness.hear(mixed)
    bandwidth.hear(mixed)
  }

  /// What was heard up to now.
  ///
  /// - Parameter assumptions: what was assumed of the file's header.
  func measure(assumptions: [String]) -> SoundMeasure {
    let mix = mix.level(of: frames)
    return SoundMeasure(
      sampleRate: sampleRate, frames: frames,
      channels: channels.count > 1 ? channels.map { $0.level(of: frames) } : [mix], mix: mix,
      loudSeconds: loudness.seconds, bandwidth: bandwidth.edge, assumptions: assumptions)
  }
}

/// How long a signal is louder than -60 dB, counted in steps of 10 ms. A constant is not loud.
private struct LoudTime {
  private let sampleRate: Int
  /// Samples a step.
  private let step: Int
  private var heard = 0
  private var least = Float.infinity
  private var most = -Float.infinity
  private var loudSteps = 0

  /// -60 dB.
  private static let silence: Float = 0.001

  init(sampleRate: Int) {
    self.sampleRate = sampleRate
    step = max(1, sampleRate / 100)
  }

  var seconds: Double { Double(loudSteps * step) / Double(sampleRate) }

  mutating func hear(_ samples: [Float]) {
    for sample in samples {
      least = min(least, sample)
      most = max(most, sample)
      heard += 1
      if heard == step {
        // Half of the distance, for that is the magnitude of what lies about a mean.
        if (most - least) / 2 >= Self.silence { loudSteps += 1 }
        (heard, least, most) = (0, .infinity, -.infinity)
      }
    }
  }
}
