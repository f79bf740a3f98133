public import Files
public import Foundation

/// A recording in memory with what its sound is like.
public struct HeardSignal: Sendable {
  public let signal: Signal
  /// Of the recording as it lies in its file.
  public let sound: SoundMeasure

  /// Reads a recording whole, as `Signal`.
  ///
  /// - Throws: as `Signal.init(contentsOf:sampleRate:)`.
  public init(contentsOf url: URL, sampleRate: Int? = nil) throws(FileError) {
    let file = try SoundFile(url)
    let target = sampleRate ?? file.sampleRate
    let samples: [Float]
    if target == file.sampleRate {
      samples = try Self.samples(of: file)
    } else {
      samples = try Self.samples(of: file, resampledTo: target)
    }
    signal = Signal(samples, sampleRate: target)
    sound = file.heard
  }

  private static func samples(of file: SoundFile) throws(FileError) -> [Float] {
    var samples: [Float] = []
    while true {
      let block = try file.nextBlock()
      if block.isEmpty { return samples }
      samples += block
    }
  }

  private static func samples(
    of file: SoundFile, resampledTo rate: Int
  ) throws(FileError) -> [Float] {
    func resampling<Value>(
      _ step: () throws(ResamplingFailure) -> Value
    ) throws(FileError) -> Value {
      do throws(ResamplingFailure) {
        return try step()
      } catch {
        throw .malformed(
          path: file.path,
          what:
            "it cannot be brought from \(file.sampleRate) to \(rate) Hz (\(error.why)); give it "
            + "at another rate")
      }
    }
    let resampler = try resampling { () throws(ResamplingFailure) in
      try Resampler(from: Double(file.sampleRate), to: Double(rate))
    }
    var samples: [Float] = []
    while true {
      let block = try file.nextBlock()
      samples += try resampling { () throws(ResamplingFailure) in
        try block.isEmpty ? resampler.finish() : resampler.resample(block)
      }
      if block.isEmpty { return samples }
    }
  }
}
