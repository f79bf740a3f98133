import Foundation

extension SoundMeasure {
  private enum Limits {
    /// -60 dB.
    static let silence: Float = 0.001
    /// More samples at full scale than one in a thousand are clipping, fewer are loud moments.
    static let clippedShare = 0.001
    /// A peak that no overshoot of a codec reaches, as a multiple of full scale.
    static let overscale: Float = 4
    /// The full scale of whole numbers of 8, 16, 24 and 32 bits.
    static let wholeNumbers: [Float] = [128, 32_768, 8_388_608, 2_147_483_648]
    /// The power of the mix, as a share of what channels that have nothing in common would give:
    /// less than this comes of a correlation below -0.75.
    static let cancelled = 0.25
    /// A channel as much softer than the loudest: 40 dB.
    static let dead = 0.01
    /// The mean, as a share of the deviation, and at least.
    static let offsetShare = 0.1
    static let offset = 0.001
    /// The share of the wanted bandwidth below which bands count as empty.
    static let bandwidthShare = 0.875
  }

  /// What is wrong with the recording by itself.
  ///
  /// - Parameters:
  ///   - file: the recording's path.
  ///   - requirements: those of what is computed of it.
  public func problems(
    of file: String, for requirements: SoundRequirements
  ) -> [RecordingProblem] {
    var problems: [RecordingProblem] = []
    func add(_ kind: RecordingProblem.Kind, _ detail: String?) {
      if let detail { problems.append(RecordingProblem(file: file, kind: kind, detail: detail)) }
    }
    let (short, cancelling) = (shortness(requirements), cancellation)
    add(.short, short)
    let silence = short == nil && cancelling == nil ? silence(requirements) : nil
    add(.silent, silence)
    add(.cancelling, cancelling)
    add(.deadChannel, deadChannels)
    add(.overscaled, overscale)
    if overscale == nil { add(.clipped, clipping) }
    if short == nil && silence == nil {
      add(.narrow, narrowness(requirements))
      add(.offset, offset)
    }
    add(.header, assumptions.isEmpty ? nil : assumptions.joined(separator: "; "))
    return problems
  }

  private func shortness(_ requirements: SoundRequirements) -> String? {
    guard duration < requirements.window else { return nil }
    let length =
      frames == 1
      ? "1 sample does" : "\(duration.formatted(decimals: 3)) s do"
    return "\(length) not fill a window of \(requirements.window.formatted(decimals: 3)) s"
  }

  private func silence(_ requirements: SoundRequirements) -> String? {
    guard loudSeconds < requirements.window else { return nil }
    return loudSeconds == 0
      ? "nothing is louder than -60 dB"
      : "only \(loudSeconds.formatted(decimals: 2)) s are louder than -60 dB"
  }

  private var loudest: Double { channels.reduce(0) { max($0, $1.deviation) } }

  private var cancellation: String? {
    guard channels.count > 1, loudest >= Double(Limits.silence) / 2 else { return nil }
    let count = Double(channels.count)
    let mean = channels.reduce(0) { $0 + $1.deviation * $1.deviation } / count
    let power = mix.deviation * mix.deviation
    guard count * power < Limits.cancelled * mean else { return nil }
    let drop = 10 * log10(mean / max(power, mean * 1e-10))
    return
      "the mix of its \(channels.count) channels is \(drop.formatted(decimals: 0)) dB softer than "
      + "they are, for they have opposite phases"
  }

  private var deadChannels: String? {
    guard channels.count > 1, loudest >= Double(Limits.silence) / 2 else { return nil }
    let dead = channels.indices.filter { channels[$0].deviation < loudest * Limits.dead }
    guard !dead.isEmpty else { return nil }
    let numbers = dead.map { "\($0 + 1)" }.listed(atMost: 4)
    return "channel \(numbers) of \(channels.count) holds nothing, and the mix is softer for it"
  }

  private var overscale: String? {
    let peak = channels.reduce(0) { max($0, $1.peak) }
    guard peak > Limits.overscale else { return nil }
    let scale = Limits.wholeNumbers.first { peak <= $0 }
    let advice =
      scale.map {
        ", as where whole numbers were stored as floating point; divide them by \(Int($0))"
      }
      ?? ""
    return "samples reach \(peak.formatted) times full scale\(advice)"
  }

  private var clipping: String? {
    let share =
      Double(channels.reduce(0) { max($0, $1.clipped) }) / Double(max(1, frames))
    guard share > Limits.clippedShare else { return nil }
    return "\((100 * share).formatted(decimals: 1)) % of the samples are at full scale"
  }

  private func narrowness(_ requirements: SoundRequirements) -> String? {
    guard let wanted = requirements.highestFrequency else { return nil }
    let half = Double(sampleRate) / 2
    if half < Limits.bandwidthShare * wanted {
      return
        "its sample rate of \(sampleRate) Hz leaves all above \(half.formatted(decimals: 0)) Hz "
        + "empty, and the bands reach up to \(wanted.formatted(decimals: 0)) Hz"
    }
    guard let bandwidth, bandwidth < Limits.bandwidthShare * wanted else { return nil }
    return
      "nothing is above \(bandwidth.formatted(decimals: 0)) Hz, as of sound that once had a lower "
      + "sample rate or went through a codec, and the bands reach up to \(wanted.formatted(decimals: 0)) Hz"
  }

  private var offset: String? {
    guard abs(mix.mean) > max(Limits.offset, Limits.offsetShare * mix.deviation) else {
      return nil
    }
    return "the mean of its samples is \(mix.mean.formatted(decimals: 3)) of full scale where 0 is "
      + "expected"
  }
}

extension Float {
  /// With as many decimals as a number of its size needs.
  fileprivate var formatted: String { Double(self).formatted(decimals: self < 10 ? 1 : 0) }
}
