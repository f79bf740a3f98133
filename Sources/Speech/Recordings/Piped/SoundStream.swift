public import Files

/// Sound that comes through a pipe, such as standard input: a wav of 16 bits, or raw 16-bit samples of one
/// channel. However long it is, a block at a time is held.
public final class SoundStream {
  public let name: String
  /// Samples a second as they come, in Hz.
  public var sourceRate: Int { wave.sampleRate }
  /// Whether what comes are raw samples, without a header that says their rate.
  public var isRaw: Bool { wave.isRaw }
  private let wave: PipedWave
  private let resampler: Resampler?
  private var listener: SoundListener
  private var isFinished = false

  /// - Parameters:
  ///   - descriptor: open for reading, as long as this lives.
  ///   - name: what it is called in errors.
  ///   - rate: that of raw samples, in Hz; nil where a wav is expected.
  ///   - sampleRate: the rate to bring it to, in Hz.
  ///   - isStopped: asked while nothing comes; what has come by then is all.
  /// - Throws: `FileError.malformed` where nothing comes or it is of another kind, `.io`.
  public init(
    _ descriptor: Int32, name: String, rawRate rate: Int? = nil, resampledTo sampleRate: Int,
    isStopped: @escaping () -> Bool = { false }
  ) throws(FileError) {
    self.name = name
    wave = try PipedWave(
      PipedBytes(descriptor, name: name, isStopped: isStopped), rawRate: rate)
    do throws(ResamplingFailure) {
      resampler =
        wave.sampleRate == sampleRate
        ? nil : try Resampler(from: Double(wave.sampleRate), to: Double(sampleRate))
    } catch {
      throw .malformed(
        path: name,
        what:
          "it cannot be brought from \(wave.sampleRate) to \(sampleRate) Hz (\(error.why)); send "
          + "another rate")
    }
    listener = SoundListener(channels: wave.channels, sampleRate: wave.sampleRate)
  }

  /// The samples that have come since, mixed to mono by the mean over channels; nil after the last.
  ///
  /// - Throws: `FileError.io`; `.malformed` where a sample is no finite number, or resampling fails.
  public func next() throws(FileError) -> [Float]? {
    if isFinished { return nil }
    let frames = try wave.next(frames: Self.blockFrames)
    isFinished = frames.isEmpty
    let mono = frames.mixed(channels: wave.channels)
    guard mono.allSatisfy(\.isFinite) else {
      throw .malformed(path: name, what: "a sample is not a finite number; send 16-bit samples")
    }
    frames.withUnsafeBufferPointer { listener.hear($0, mixed: mono) }
    guard let resampler else { return mono.isEmpty ? nil : mono }
    do throws(ResamplingFailure) {
      return try isFinished ? resampler.finish() : resampler.resample(mono)
    } catch {
      throw .malformed(path: name, what: "it cannot be resampled (\(error.why)); send another rate")
    }
  }

  /// Whether another wav follows the last sample, whose samples are none of these.
  ///
  /// - Throws: `FileError.io`.
  public func isFollowedByAnother() throws(FileError) -> Bool { try wave.isFollowedByAnother() }

  /// What has come up to now sounds like.
  public var heard: SoundMeasure {
    let lack = wave.missing.map { $0 > 0 && isFinished ? $0 : 0 } ?? 0
    return listener.measure(
      assumptions: lack > 0 ? ["it ended \(lack) bytes before its header says"] : [])
  }

  /// A tenth of a second of speech at 16 kHz.
  private static let blockFrames = 1_600
}

extension [Float] {
  /// The mean over channels of each frame.
  func mixed(channels: Int) -> [Float] {
    if channels == 1 { return self }
    return (0..<count / channels).map { frame in
      var sum: Float = 0
      for channel in 0..<channels { sum += self[frame * channels + channel] }
      return sum / Float(channels)
    }
  }
}
